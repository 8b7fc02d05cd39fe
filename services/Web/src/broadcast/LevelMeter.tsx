import { useEffect, useRef, useState } from 'react';
import { Icon } from '../design/icons';
import { Ear, type Hearing, loudness, meterWidth } from './level';

const messages: Record<Hearing | 'muted' | 'none', string> = {
  listening: 'Say something…',
  heard: 'We hear you',
  silence: 'Silence. Is this the right microphone, and is it on?',
  loud: 'Very loud. Move away from the microphone a little',
  muted: 'Microphone is muted: nobody hears you',
  none: 'No microphone: nobody hears you',
};
const everyMs = 50;

/** How loud the microphone is now, as a bar and in words. The bar is drawn past React. */
export function LevelMeter({ track, muted }: { track: MediaStreamTrack | null; muted: boolean }) {
  const meter = useRef<HTMLDivElement>(null);
  const [hearing, setHearing] = useState<Hearing>('listening');

  useEffect(() => {
    if (!track) return;
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 2048;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    void context.resume();
    const samples = new Float32Array(analyser.fftSize);
    const ear = new Ear(performance.now());
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      const db = loudness(samples);
      const level = Math.round(meterWidth(db) * 100);
      meter.current?.style.setProperty('--level', `${level}%`);
      meter.current?.setAttribute('data-level', String(level));
      meter.current?.setAttribute('aria-valuenow', String(level));
      setHearing(ear.hear(db, performance.now()));
    }, everyMs);
    return () => {
      clearInterval(timer);
      setHearing('listening');
      void context.close();
    };
  }, [track]);

  const state = track === null ? 'none' : muted ? 'muted' : hearing;
  return (
    <div className="level" data-hearing={state}>
      <div
        ref={meter}
        className="level-bar"
        role="meter"
        aria-label="Microphone level"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={0}
        data-testid="level-meter"
        data-level="0"
        data-hearing={state}
      >
        <span />
      </div>
      <p className="small" role="status">
        <Icon
          name={state === 'heard' || state === 'loud' || state === 'listening' ? 'sound' : 'mute'}
        />{' '}
        {messages[state]}
      </p>
    </div>
  );
}
