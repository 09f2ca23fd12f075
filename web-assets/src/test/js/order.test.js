import assert from 'node:assert/strict';
import test from 'node:test';
import { Sequence } from '../../main/resources/webroot/js/sequence.js';
import { Timer } from '../../main/resources/webroot/js/timers.js';
import { Progress } from '../../main/resources/webroot/js/progress.js';
import { FakeClock } from './fakes/fake-clock.js';
import { turn } from './fakes/wait.js';

const never = () => assert.fail('nothing was to fail');

const MIB = 1024 * 1024;

test('tasksRunInTheirOrderHoweverLongEachTakes', async () => {
  const sequence = new Sequence(never);
  const done = [];
  for (const turns of [5, 0, 2]) {
    sequence.add(async () => {
      for (let left = turns; left > 0; left--) await turn();
      done.push(turns);
    });
  }
  await sequence.add(() => {});
  assert.deepEqual(done, [5, 0, 2]);
});

test('aTaskThatFailsIsToldOnceAndNoneRunsAfterIt', async () => {
  const failures = [];
  const sequence = new Sequence((cause) => failures.push(cause.message));
  sequence.add(() => {
    throw new Error('first');
  });
  await sequence.add(never);
  assert.deepEqual(failures, ['first']);
});

test('aStoppedSequenceRunsNothingAndTellsNoFailure', async () => {
  const sequence = new Sequence(never);
  const running = sequence.add(async () => {
    await turn();
    throw new Error('torn down');
  });
  await Promise.resolve();
  sequence.stop();
  await running;
  await sequence.add(never);
});

test('aTimerStartedAgainForgetsItsEarlierTime', async () => {
  const clock = new FakeClock();
  const fired = [];
  const timer = new Timer(clock, () => fired.push(clock.now()));
  timer.start(100);
  await clock.advance(60);
  timer.start(100);
  timer.startOnce(1);
  await clock.advance(60);
  assert.deepEqual(fired, []);
  assert.equal(timer.pending, true);
  await clock.advance(60);
  assert.deepEqual(fired, [1_160]);
  assert.equal(timer.pending, false);
});

test('aTimeLongerThanBrowsersCanWaitDoesNotFireAtOnce', async () => {
  const asked = [];
  const timer = new Timer({ now: () => 0, setTimeout: (_, ms) => asked.push(ms), clearTimeout() {} }, never);
  timer.start(2 ** 40);
  timer.start(-5);
  assert.deepEqual(asked, [2 ** 31 - 1, 0]);
});

test('progressIsToldFourTimesASecondAndAlwaysAtTheEnd', async () => {
  const clock = new FakeClock();
  const told = [];
  const progress = new Progress(clock, 1_000, (done) => told.push(done));
  for (let done = 1; done <= 1_000; done++) {
    progress.at(done);
    await clock.advance(1);
  }
  assert.deepEqual(told, [1, 251, 501, 751, 1_000]);
});

test('progressIsToldEveryTwoMebibytesHoweverFastTheyCome', () => {
  const told = [];
  const progress = new Progress(new FakeClock(), 5 * MIB, (done) => told.push(done));
  for (let done = MIB; done <= 5 * MIB; done += MIB) progress.at(done);
  assert.deepEqual(told, [MIB, 3 * MIB, 5 * MIB]);
});
