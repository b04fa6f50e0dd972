import type { Command } from './Command';

export const startEngineCommand: Command = {
  title: 'Start Engine',
  run: async ({ engine, tree }) => {
    await engine.client();
    await tree.refresh();
  },
};

export const stopEngine: Command = {
  title: 'Stop Engine',
  run: async ({ engine }) => {
    const client = await engine.find();
    if (client) await client.json('POST', '/bulkhead/stop');
  },
};
