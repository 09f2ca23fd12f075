import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WakeLock } from '../../main/resources/webroot/js/ui/wake-lock.js';
import { turn } from './fakes/wait.js';

/** A page that can be put out of sight, and a browser that counts the locks that are held. */
class Screen extends EventTarget {
  visibilityState = 'visible';
  held = 0;
  asked = 0;
  refuses = false;

  request = async (kind) => {
    assert.equal(kind, 'screen');
    this.asked++;
    if (this.refuses) throw new DOMException('low battery', 'NotAllowedError');
    this.held++;
    return { release: async () => void this.held-- };
  };

  async show(visibilityState) {
    this.visibilityState = visibilityState;
    this.dispatchEvent(new Event('visibilitychange'));
    await turn();
  }
}

test('theScreenStaysAwakeWhileAnyTransferRunsAndNoLonger', async () => {
  const screen = new Screen();
  const lock = new WakeLock(screen, screen);
  lock.begin('a');
  lock.begin('b');
  await turn();
  assert.deepEqual([screen.held, screen.asked], [1, 1]);
  lock.end('a');
  await turn();
  assert.equal(screen.held, 1);
  lock.end('b');
  lock.end('never begun');
  await turn();
  assert.equal(screen.held, 0);
});

test('aPageThatComesBackIntoSightTakesTheLockAgainOnlyIfItNeedsIt', async () => {
  const screen = new Screen();
  const lock = new WakeLock(screen, screen);
  await screen.show('hidden');
  lock.begin('a');
  assert.equal(screen.asked, 0);
  await screen.show('visible');
  assert.equal(screen.held, 1);
  lock.endAll();
  await screen.show('hidden');
  await screen.show('visible');
  assert.deepEqual([screen.held, screen.asked], [0, 1]);
});

test('aRefusalOrABrowserWithoutLocksHarmsNothing', async () => {
  const screen = new Screen();
  screen.refuses = true;
  const refused = new WakeLock(screen, screen);
  refused.begin('a');
  await turn();
  refused.end('a');
  const without = new WakeLock(screen, undefined);
  without.begin('a');
  without.end('a');
  await turn();
  assert.deepEqual([screen.held, screen.asked], [0, 1]);
});
