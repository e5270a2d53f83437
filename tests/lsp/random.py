#!/usr/bin/env python3
"""Random edits of a sample note, as an editor sends them: whatever was typed, the findings of the
language server are those of `letoon check` on the same text, and every request has an answer.

Usage: random.py LETOON ROUNDS SEED. Prints TAP, one test an encoding of positions."""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
POSTS = os.path.join(os.path.dirname(os.path.dirname(HERE)), "posts")
PIECES = ["é", "🍵", "\n", "\r\n", "**", "`x`", "[a](b)", "中文", "{% raw %}", "---\n", "# ", "- ",
          "\u200b", '"', "\\", "| a | b |\n", "<!-- x -->", "![i](/i.png)", "12", "```\n"]
ASKED = ["hover", "definition", "references", "completion"]


class Server:
    def __init__(self, program, folder, encoding):
        self.process = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, cwd=folder,
                                        stdout=subprocess.PIPE)
        self.waiting, self.id = [], 0
        self.request("initialize", {"rootUri": "file://" + folder, "capabilities": {
            "general": {"positionEncodings": [encoding]}}})

    def send(self, message):
        body = json.dumps(dict(message, jsonrpc="2.0")).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def read(self):
        length = int(self.process.stdout.readline().split(b":")[1])
        self.process.stdout.readline()
        return json.loads(self.process.stdout.read(length))

    def wait(self, is_it):
        for message in self.waiting:
            if is_it(message):
                self.waiting.remove(message)
                return message
        while True:
            message = self.read()
            if is_it(message):
                return message
            self.waiting.append(message)

    def request(self, method, params):
        self.id += 1
        self.send({"id": self.id, "method": method, "params": params})
        return self.wait(lambda m: m.get("id") == self.id)


def place(text, at, encoding):
    lines = re.split("\r\n|\n|\r", text[:at])
    last = lines[-1]
    units = {"utf-8": len(last.encode()), "utf-16": len(last.encode("utf-16-le")) // 2,
             "utf-32": len(last)}[encoding]
    return {"line": len(lines) - 1, "character": units}


def edit(text, chance, encoding):
    """The text after some edits, and these as an editor tells them."""
    changes = []
    for _ in range(chance.randint(1, 3)):
        at = chance.randint(0, len(text))
        end = min(len(text), at + chance.choice([0, 0, 0, 1, 5, 80]))
        if "\r" in text[max(0, at - 1):at + 1] + text[max(0, end - 1):end + 1]:
            continue  # no editor puts its cursor into the middle of CR LF
        put = "".join(chance.choice(PIECES) for _ in range(chance.randint(0, 3)))
        changes.append({"text": put, "range": {"start": place(text, at, encoding),
                                               "end": place(text, end, encoding)}})
        text = text[:at] + put + text[end:]
    return text, changes


def told_by_check(program, folder, name):
    done = subprocess.run([program, "check", "--format", "json", name], cwd=folder, check=False,
                          stdout=subprocess.PIPE)
    return sorted((max(f["line"], 1), f["rule"], f["message"])
                  for f in json.loads(done.stdout)["findings"] if f["path"] == name)


def told_by_server(message):
    return sorted((d["range"]["start"]["line"] + 1, d["code"], d["message"].split("\nhelp: ")[0])
                  for d in message["params"]["diagnostics"])


def play(program, folder, name, encoding, rounds, chance):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        first = file.read()
    uri, text, version = "file://%s/%s" % (folder, name), first, 1
    server = Server(program, folder, encoding)
    server.send({"method": "textDocument/didOpen", "params": {"textDocument": {
        "uri": uri, "languageId": "markdown", "version": version, "text": text}}})
    for number in range(rounds):
        for _ in range(chance.randint(1, 20)):
            text, changes = edit(text, chance, encoding)
            version += 1
            server.send({"method": "textDocument/didChange", "params": {
                "textDocument": {"uri": uri, "version": version}, "contentChanges": changes}})
        for method in ASKED:
            answer = server.request("textDocument/" + method, {
                "textDocument": {"uri": uri}, "context": {"includeDeclaration": True},
                "position": place(text, chance.randint(0, len(text)), encoding)})
            if "error" in answer:
                return "round %d: %s: %s" % (number, method, answer["error"])
        got = told_by_server(server.wait(lambda m: m.get("params", {}).get("version") == version))
        with open(os.path.join(folder, name), "w", encoding="utf-8", newline="") as file:
            file.write(text)
        want = told_by_check(program, folder, name)
        if got != want:
            return "round %d: check tells %s, the server %s" % (
                number, [f for f in want if f not in got], [f for f in got if f not in want])
    server.request("shutdown", None)
    server.send({"method": "exit"})
    return None if server.process.wait(60) == 0 else "it did not exit with 0"


def main():
    program, rounds, seed = os.path.abspath(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    for encoding in ("utf-16", "utf-8", "utf-32"):
        with tempfile.TemporaryDirectory() as top:
            folder = os.path.join(os.path.realpath(top), "posts")
            shutil.copytree(POSTS, folder)
            chance = random.Random("%d %s" % (seed, encoding))
            name = chance.choice(sorted(n for n in os.listdir(folder) if re.search("-(fr|zh|ja)\\.md$", n)))
            fault = play(program, folder, name, encoding, rounds, chance)
        print("%s - random edits of %s, %s, seed %d" % ("not ok" if fault else "ok", name, encoding, seed))
        if fault:
            print("# " + fault)


main()
