import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readSpokenDigits, speakCode, spokenCodeOf } from './spokenCode.ts';

describe('spoken code', () => {
  it('is a sound of one channel, 8000 samples a second, and a few seconds long', async () => {
    const clips = await readSpokenDigits('data/spoken-digits');
    expect([...clips.keys()].join('')).toBe('23456789');
    const sound = speakCode(clips, '2948', randomBytes(32));
    expect(sound.toString('latin1', 0, 16)).toMatch(/^RIFF....WAVEfmt $/s);
    expect([sound.readUInt16LE(20), sound.readUInt16LE(22), sound.readUInt32LE(24), sound.readUInt16LE(34)]).toEqual([
      1, 1, 8000, 8,
    ]);
    expect(sound.readUInt32LE(40)).toBe(sound.length - 44);
    expect(sound.readUInt32LE(4)).toBe(sound.length - 8);
    expect(sound.length / 8000).toBeGreaterThan(2);
    expect(sound.length / 8000).toBeLessThan(8);
  });

  it('says the same code never twice in the same way, and one seed always in one', async () => {
    const clips = await readSpokenDigits('data/spoken-digits');
    const [one, two] = [randomBytes(32), randomBytes(32)];
    expect(speakCode(clips, '7777', one).equals(speakCode(clips, '7777', two))).toBe(false);
    expect(speakCode(clips, '7777', one).equals(speakCode(clips, '7777', one))).toBe(true);
    expect(spokenCodeOf(one)).toMatch(/^[2-9]{4}$/);
    expect(() => speakCode(clips, '1', one)).toThrow(TypeError);
  });
});
