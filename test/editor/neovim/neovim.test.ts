import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Neovim } from './Neovim';

const SPEC = 'services:\n  web:\n    imagee: nginx\n    mem_limit: 64m\n    tty: true\n';

interface Shown {
  lnum: number;
  col: number;
  end_col: number;
  message: string;
}

const FLOATING = `(function()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      return vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
    end
  end
end)()`.replaceAll('\n', ' ');
const SOME = (list: string): string => `(function() local list = ${list} return #list > 0 and list or nil end)()`;

test('Neovim shows problems, what a key means, and what may be typed', async () => {
  const neovim = new Neovim('compose.yaml', SPEC);
  try {
    const problems = await neovim.seen<Shown[]>(SOME('vim.diagnostic.get(0)'));
    const typo = problems.find(({ lnum }) => lnum === 2);
    assert.deepEqual([typo?.col, typo?.end_col], [4, 10]);
    assert.match(typo?.message ?? '', /imagee.*image/s);

    neovim.keys('/mem_limit<CR>:lua vim.lsp.buf.hover()<CR>');
    assert.match((await neovim.seen<string[]>(FLOATING)).join('\n'), /mem_limit[^]*memory\.max/);

    neovim.keys('/tty<CR>A<CR><C-u>    hostn<C-x><C-o>');
    const items = await neovim.seen<{ word: string }[]>(SOME('vim.fn.complete_info({"items"}).items'));
    assert.ok(items.some(({ word }) => word.startsWith('hostname')));
  } finally {
    await neovim.close();
  }
});
