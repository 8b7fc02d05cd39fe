() => {
  const video = document.querySelector('video');
  window.frames = [];
  video.requestVideoFrameCallback(function next() {
    window.frames.push(Date.now());
    video.requestVideoFrameCallback(next);
  });
};
