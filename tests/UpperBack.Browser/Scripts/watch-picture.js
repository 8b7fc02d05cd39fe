// Looks at every frame of the screen what the clock in a drawn picture says, and writes down when each picture was first there.
(selector) => {
  const seen = { pictures: [], unreadable: 0 };
  let last = null;
  const look = () => {
    if (window.seenPictures !== seen) return;
    const surface = document.querySelector(selector);
    const drawnAt = surface && surface.width > 0 ? window.pictureClock.read(surface) : undefined;
    if (drawnAt === null) seen.unreadable++;
    else if (drawnAt !== undefined && drawnAt !== last) {
      last = drawnAt;
      seen.pictures.push({ shownAt: window.pictureClock.now(), drawnAt });
    }
    requestAnimationFrame(look);
  };
  window.seenPictures = seen;
  requestAnimationFrame(look);
};
