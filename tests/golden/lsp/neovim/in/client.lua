-- Neovim as the client: opens a note, types, hovers, goes to the original, mends.
local out = io.open('said', 'w')
local function say(...) out:write(table.concat({ ... }, ' '), '\n') end
local here = vim.fn.getcwd()
local function plain(text) return (text:gsub(vim.pesc(vim.uri_from_fname(here)), 'ROOT')) end

local function finish()
  out:close()
  vim.cmd('qa!')
end

local function session()
  vim.cmd('edit tea-fr.md')
  local id = vim.lsp.start_client({ name = 'letoon', cmd = { 'letoon', 'lsp' }, root_dir = here })
  vim.lsp.buf_attach_client(0, id)
  local function findings(n)
    vim.wait(30000, function() return #vim.diagnostic.get(0) == n end, 20)
    for _, d in ipairs(vim.diagnostic.get(0)) do
      say('finding', d.lnum + 1, d.col + 1, d.source, tostring(d.code), d.message)
    end
    say(#vim.diagnostic.get(0) .. ' findings')
  end
  local function ask(method, params)
    local answer = vim.lsp.buf_request_sync(0, method, params, 30000)
    return answer[id].result
  end

  findings(1)
  local whole = vim.lsp.util.make_given_range_params({ 1, 0 }, { 9, 0 }, 0, 'utf-16')
  whole.context = { diagnostics = {}, only = { 'quickfix' } }
  local actions = ask('textDocument/codeAction', whole)
  say('action', actions[1].title)
  vim.lsp.util.apply_workspace_edit(actions[1].edit, 'utf-16')
  findings(0)

  vim.api.nvim_buf_set_lines(0, 6, 8, false, {})
  findings(1)
  vim.api.nvim_buf_set_lines(0, 6, 6, false, { '', 'Retirez les feuilles avant que le thé ne devienne amer.' })
  findings(0)

  vim.api.nvim_win_set_cursor(0, { 8, 3 })
  local at = vim.lsp.util.make_position_params(0, 'utf-16')
  say('hover', plain(ask('textDocument/hover', at).contents.value))
  vim.lsp.buf.definition()
  vim.wait(30000, function() return vim.fn.expand('%:t') == 'tea.md' end, 20)
  say('at', vim.fn.expand('%:t'), vim.fn.line('.'))

  vim.lsp.stop_client(id)
  vim.wait(30000, function() return vim.lsp.client_is_stopped(id) end, 20)
  say('stopped', tostring(vim.lsp.client_is_stopped(id)))
end

local ok, why = pcall(session)
if not ok then say('error', tostring(why)) end
finish()
