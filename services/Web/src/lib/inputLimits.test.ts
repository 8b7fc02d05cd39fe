import { describe, expect, it } from 'vitest';
import { hubLimits } from '../contract/hub';
import { limits } from '../contract/limits';
import { inputLimits } from './inputLimits';

const forms = import.meta.glob<string>('../**/*.tsx', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Limits that a form sets itself: of text, and of numbers that are sent. */
const ownLimits = (form: string) =>
  [...form.matchAll(/\b(?:maxLength|minLength)=\{\d+\}|\bmax=\{\d{2,}\}/g)].map((one) => one[0]);

describe('what a form takes', () => {
  it('is what the server takes', () => {
    expect(inputLimits(limits.CreateSessionRequest.coachedSeats)).toEqual({ min: 0, max: 500 });
    expect(inputLimits(limits.CreateSeriesRequest.durationMinutes)).toEqual({ min: 5, max: 180 });
    expect(inputLimits(limits.CreateSessionRequest.title)).toEqual({ maxLength: 120 });
    expect(inputLimits(hubLimits.CueContent.text)).toEqual({ maxLength: 280 });
    expect(inputLimits(limits['GET /api/scheduling/leaders'].search)).toEqual({ maxLength: 60 });
  });

  it('is nowhere said by the form itself', () => {
    expect(ownLimits('<input maxLength={60} max={500} />')).toEqual([
      'maxLength={60}',
      'max={500}',
    ]);
    const found = Object.entries(forms).flatMap(([path, form]) =>
      ownLimits(form).map((limit) => `${path}: ${limit}`),
    );
    expect(Object.keys(forms).length).toBeGreaterThan(50);
    expect(found).toEqual([]);
  });
});
