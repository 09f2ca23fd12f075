import assert from 'node:assert/strict';
import test from 'node:test';
import { Gate } from '../../main/resources/webroot/js/gate.js';
import { FakeClock } from './fakes/fake-clock.js';

function gate() {
  const clock = new FakeClock();
  const asked = [];
  return { clock, asked, gate: new Gate(clock, (size) => asked.push(size)) };
}

test('oneQuestionIsOutAtATimeAndEachGetsItsOwnAnswer', async () => {
  const { gate: door, asked } = gate();
  door.open();
  const answers = [1, 2, 3].map((size) => door.ask(size));
  assert.deepEqual(asked, [1]);
  door.answer('open');
  door.answer('too_large');
  door.answer('open');
  assert.deepEqual(await Promise.all(answers), ['open', 'too_large', 'open']);
  assert.deepEqual(asked, [1, 2, 3]);
});

test('nothingIsAskedWhileTheServerIsAwayAndTheOpenQuestionIsPutAgain', async () => {
  const { gate: door, asked, clock } = gate();
  const first = door.ask(1);
  assert.deepEqual(asked, []);
  door.open();
  door.shut();
  const second = door.ask(2);
  door.answer('open');
  await clock.advance(60_000);
  assert.deepEqual(asked, [1]);
  door.open();
  assert.deepEqual(asked, [1, 1]);
  door.answer('too_large');
  door.shut();
  door.open();
  door.answer('open');
  assert.deepEqual(await Promise.all([first, second]), ['too_large', 'open']);
  assert.deepEqual(asked, [1, 1, 2, 2]);
});

test('aQuestionThatComesWhileTheServerIsAwayWaitsForIt', async () => {
  const { gate: door, asked } = gate();
  door.open();
  door.shut();
  const answer = door.ask(1);
  assert.deepEqual(asked, []);
  door.open();
  assert.deepEqual(asked, [1]);
  door.answer('open');
  assert.equal(await answer, 'open');
});

test('answersToNoQuestionArePassedOver', async () => {
  const { gate: door } = gate();
  door.open();
  door.answer('open');
  const answer = door.ask(1);
  door.answer('too_large');
  assert.equal(await answer, 'too_large');
});

test('aServerThatIsSilentOrGoneRefuses', async () => {
  const { gate: door, clock, asked } = gate();
  door.open();
  const answers = [door.ask(1), door.ask(2)];
  await clock.advance(10_000);
  assert.equal(await answers[0], 'not_asked');
  assert.deepEqual(asked, [1, 2]);
  door.close();
  assert.equal(await answers[1], 'not_asked');
  assert.equal(await door.ask(3), 'not_asked');
  assert.equal(clock.pending, 0);
});
