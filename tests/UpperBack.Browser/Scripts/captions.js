async (address) => {
  const video = document.createElement('video');
  const track = Object.assign(document.createElement('track'), {
    src: address,
    default: true,
    kind: 'captions',
  });
  video.append(track);
  document.body.append(video);
  track.track.mode = 'hidden';
  await new Promise((resolve, reject) =>
    Object.assign(track, { onload: resolve, onerror: () => reject(new Error('no captions')) }),
  );
  const cues = [...track.track.cues].map(
    (cue) =>
      `${cue.getCueAsHTML().textContent}|${Math.round((cue.endTime - cue.startTime) * 1000)}`,
  );
  video.remove();
  return cues;
};
