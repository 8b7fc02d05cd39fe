() => {
  const video = document.querySelector('video'),
    cue = document.querySelector('[data-testid=cue-latest]');
  window.seen = window.pictureClock.watch(video);
  window.cues = [];
  new MutationObserver(() =>
    window.cues.push({
      mediaAt: Number(cue.dataset.mediaAt),
      shownAt: Number(cue.dataset.shownAt),
      drawnAt: window.pictureClock.read(video),
      text: cue.innerText,
    }),
  ).observe(cue, { attributes: true, attributeFilter: ['data-media-at'] });
};
