/*
 * Hands over what the microphone gives, ten milliseconds at a time, for browsers without
 * MediaStreamTrackProcessor.
 */
class Pcm extends AudioWorkletProcessor {
  constructor() {
    super();
    this.pieces = [];
    this.length = 0;
  }

  process([input]) {
    if (input.length > 0) {
      this.pieces.push(input.slice(0, 2).map((channel) => channel.slice()));
      this.length += input[0].length;
    }
    if (this.length >= sampleRate / 100) {
      const channels = this.pieces[0].length;
      const pcm = Array.from({ length: channels }, () => new Float32Array(this.length));
      let at = 0;
      for (const piece of this.pieces) {
        pcm.forEach((plane, index) => plane.set(piece[Math.min(index, piece.length - 1)], at));
        at += piece[0].length;
      }
      const stampMs = ((currentFrame - this.length) / sampleRate) * 1000;
      this.port.postMessage(
        { pcm, sampleRate, stampMs },
        pcm.map((plane) => plane.buffer),
      );
      this.pieces = [];
      this.length = 0;
    }
    return true;
  }
}

registerProcessor('pcm', Pcm);
