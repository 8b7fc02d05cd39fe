// A clock in the picture: the machine's time as 8 x 4 black and white cells (24 bits of milliseconds and a checksum), large enough to
// survive coding and scaling. It is drawn as late and read as early as a page can, so what lies between is the platform's.
window.pictureClock = (() => {
  const columns = 8,
    rows = 4,
    span = 2 ** 24;
  const now = () => performance.timeOrigin + performance.now();
  const check = (value) =>
    ((value & 255) ^ ((value >> 8) & 255) ^ ((value >> 16) & 255) ^ 0x5a) & 255;
  const cell = (index, width, height) => [
    ((index % columns) * width) / columns,
    (Math.floor(index / columns) * height) / rows,
    width / columns,
    height / rows,
  ];

  function draw(context, width, height, atMs) {
    const value = Math.round(atMs) % span;
    const bits = [...Array(24).keys()]
      .map((i) => (value >> i) & 1)
      .concat([...Array(8).keys()].map((i) => (check(value) >> i) & 1));
    bits.forEach((bit, index) => {
      context.fillStyle = bit ? '#fff' : '#000';
      context.fillRect(...cell(index, width, height));
    });
  }

  // Milliseconds on this machine's clock, or null when no clock can be read.
  function read(source) {
    const width = 160,
      height = 90;
    read.canvas ??= new OffscreenCanvas(width, height);
    const context = read.canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(source, 0, 0, width, height);
    const { data } = context.getImageData(0, 0, width, height);
    const bit = (index) => {
      const [x, y, w, h] = cell(index, width, height);
      return data[(Math.floor(y + h / 2) * width + Math.floor(x + w / 2)) * 4] > 127 ? 1 : 0;
    };
    let value = 0,
      sum = 0;
    for (let i = 0; i < 24; i++) value |= bit(i) << i;
    for (let i = 0; i < 8; i++) sum |= bit(24 + i) << i;
    if (sum !== check(value)) return null;
    const base = Math.floor(now() / span) * span;
    return base + value > now() + 1000 ? base + value - span : base + value;
  }

  // A camera that shows the clock.
  function lens(width, height) {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d', { alpha: false });
    const paint = () => draw(context, canvas.width, canvas.height, now());
    paint();
    setInterval(paint, 1000 / 30);
    return canvas.captureStream(30);
  }

  // The same, with a microphone that hums.
  async function camera() {
    const stream = lens(640, 360);
    const audio = new AudioContext({ sampleRate: 48000 });
    const hum = new OscillatorNode(audio, { frequency: 220 });
    const gain = new GainNode(audio, { gain: 0.1 });
    const out = audio.createMediaStreamDestination();
    hum.connect(gain).connect(out);
    hum.start();
    stream.addTrack(out.stream.getAudioTracks()[0]);
    return stream;
  }

  // Reads every presented frame: when it was shown, and what its clock says.
  function watch(video) {
    const seen = { frames: [], stalls: 0, unreadable: 0 };
    let lastShown = 0;
    const next = (shownAt, frame) => {
      const at = performance.timeOrigin + frame.expectedDisplayTime,
        drawnAt = read(video);
      if (drawnAt === null) seen.unreadable++;
      else seen.frames.push({ shownAt: at, drawnAt, mediaTime: frame.mediaTime });
      if (lastShown && at - lastShown > 500) seen.stalls++;
      lastShown = at;
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
    return seen;
  }

  return { draw, read, lens, camera, watch, now };
})();
