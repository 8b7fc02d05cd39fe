import { describe, expect, it } from 'vitest';
import { initials } from './initials';

describe('initials', () => {
  it.each([
    ['Asha Verma', 'AV'],
    ['  asha  maria verma ', 'AM'],
    ['Cher', 'C'],
    ['👩‍👩‍👧‍👦 Sunny', '👩‍👩‍👧‍👦S'],
    ['🧘🏽‍♀️', '🧘🏽‍♀️'],
    ['🇮🇳 Ravi', '🇮🇳R'],
    ['नीता किरण', 'नीकि'],
    ['กี่ ดา', 'กี่ด'],
    ['عبد الرحمن', 'عا'],
    ['é́lodie (Lo)', 'É́L'],
    ['"Zoë" —', 'Z'],
    ['\u200b\u200d', ''],
    ['', ''],
  ])('of %s are %s', (name, expected) => expect(initials(name)).toBe(expected));

  it('are never half a character, whatever the name', () => {
    for (const name of ['𝒜𝒷 𝒸', '😀😀', 'a\u{1F3FD}b \u{1F468}\u200d\u{1F469}', '\u{20BB7}野 家'])
      expect(initials(name)).not.toMatch(/\p{Surrogate}/u);
  });
});
