import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RoomClock } from '../../main/resources/webroot/js/ui/room-clock.js';

/** A clock on a time that only the test moves. */
function clockAt(start) {
  const time = { at: start, wakes: new Map(), next: 1 };
  const face = { textContent: '', dataset: {} };
  const warnings = [];
  const clock = new RoomClock(face, () => warnings.push(time.at), {
    now: () => time.at,
    later: (run, delay) => {
      time.wakes.set(time.next, { run, at: time.at + delay });
      return time.next++;
    },
    cancel: (timer) => time.wakes.delete(timer),
  });
  /** @param {number} to */
  const moveTo = (to) => {
    for (;;) {
      const [first] = [...time.wakes].filter(([, wake]) => wake.at <= to).sort((a, b) => a[1].at - b[1].at);
      if (first === undefined) break;
      time.wakes.delete(first[0]);
      time.at = first[1].at;
      first[1].run();
    }
    time.at = to;
  };
  return { clock, face, warnings, moveTo, pending: () => time.wakes.size };
}

test('theShownTimeChangesOnTheDeadlinesOwnSeconds', () => {
  const { clock, face, moveTo } = clockAt(100);
  clock.runTo(100 + 5_300);
  assert.equal(face.textContent, '00:06');
  moveTo(399);
  assert.equal(face.textContent, '00:06');
  moveTo(400);
  assert.equal(face.textContent, '00:05');
});

test('twoPagesThatBeganAtDifferentMomentsShowTheSame', () => {
  const [one, other] = [clockAt(0), clockAt(777)];
  one.clock.runTo(900_000);
  other.clock.runTo(900_000);
  for (const moment of [1_000, 1_001, 59_999, 840_000, 899_999]) {
    one.moveTo(moment);
    other.moveTo(moment);
    assert.equal(one.face.textContent, other.face.textContent);
  }
});

test('aCorrectionReplacesTheDeadline', () => {
  const { clock, face, moveTo, pending } = clockAt(0);
  clock.runTo(100_000);
  clock.runTo(90_000);
  assert.equal(pending(), 1);
  moveTo(80_000);
  assert.equal(face.textContent, '00:10');
});

test('theLastMinuteIsAnnouncedOnce', () => {
  const { clock, face, warnings, moveTo } = clockAt(0);
  clock.runTo(120_000);
  moveTo(59_999);
  assert.deepEqual([warnings.length, face.dataset.low], [0, 'false']);
  moveTo(61_000);
  clock.runTo(119_000);
  moveTo(100_000);
  assert.deepEqual([warnings.length, face.dataset.low], [1, 'true']);
});

test('atTheEndNothingTicksOn', () => {
  const { clock, face, moveTo, pending } = clockAt(0);
  clock.runTo(2_000);
  moveTo(3_000);
  assert.deepEqual([face.textContent, pending()], ['00:00', 0]);
});

test('aStoppedClockStandsStill', () => {
  const { clock, face, moveTo, pending } = clockAt(0);
  clock.runTo(10_000);
  clock.stop();
  moveTo(5_000);
  assert.deepEqual([face.textContent, pending()], ['00:10', 0]);
});
