import assert from 'node:assert/strict';
import test from 'node:test';
import { World } from './fakes/world.js';
import { until } from './fakes/wait.js';

test('twoPeopleTalkBothWaysInOrderWithReceipts', async () => {
  const world = new World();
  const [one, two] = await world.talking();
  const ids = ['a', 'two\r\nlines', 'ünï🎉'].map((text) => one.room.sendText(text));
  two.room.sendText('back');
  await until(() => one.all('delivered').length === 3 && one.texts.length === 1);
  assert.deepEqual(two.texts, ['a', 'two\nlines', 'ünï🎉']);
  assert.deepEqual(one.all('delivered').flat(), ids);
  assert.deepEqual(one.texts, ['back']);
});
