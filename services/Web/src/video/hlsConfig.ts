import type { HlsConfig } from 'hls.js';

/**
 * An encoder that drops out is waited for: the server answers 503 to a blocked reload in the
 * meantime, and that is no reason to give up.
 */
const patient = { maxNumRetry: 10_000, retryDelayMs: 1000, maxRetryDelayMs: 1500 };

const common: Partial<HlsConfig> = {
  // Fragmented MP4 is passed through as it is: a worker would only cost a copy.
  enableWorker: false,
  maxBufferLength: 20,
  playlistLoadPolicy: {
    default: {
      maxTimeToFirstByteMs: 12_000,
      maxLoadTimeMs: 20_000,
      timeoutRetry: patient,
      errorRetry: patient,
    },
  },
};

/** What happens now, as soon as it is there. */
export const liveConfig: Partial<HlsConfig> = {
  ...common,
  lowLatencyMode: true,
  liveDurationInfinity: true,
  maxLiveSyncPlaybackRate: 1.05,
  liveSyncOnStallIncrease: 0.25,
  backBufferLength: 30,
};

/** The class so far, or a recording. */
export const pastConfig: Partial<HlsConfig> = {
  ...common,
  lowLatencyMode: false,
  backBufferLength: 90,
};
