import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockText, exactSizeText, sizeText } from '../../main/resources/webroot/js/ui/format.js';

test('sizesAreSaidAsPeopleSayThem', () => {
  const sizes = [0, 1, 1023, 1024, 1536, 16777216, 16777217, 1048575, 1048576, 1.5 * 2 ** 30, 250 * 2 ** 20];
  assert.deepEqual(sizes.map(sizeText), [
    '0 bytes', '1 byte', '1,023 bytes', '1 KB', '1.5 KB', '16 MB', '16 MB', '1 MB', '1 MB', '1.5 GB', '250 MB',
  ]);
});

test('aSizeBeyondTheLargestUnitStaysInIt', () => {
  assert.equal(sizeText(3000 * 2 ** 40), '3000 TB');
});

test('exactSizesNameEveryByte', () => {
  assert.equal(exactSizeText(16777217), '16,777,217 bytes');
});

test('theClockShowsZeroOnlyAtTheEnd', () => {
  assert.deepEqual([900_000, 899_999, 60_000, 1, 0, -5].map(clockText), [
    '15:00', '15:00', '01:00', '00:01', '00:00', '00:00',
  ]);
});

test('aRoomOfMoreThanAnHourCountsInMinutes', () => {
  assert.equal(clockText(7_200_000), '120:00');
});
