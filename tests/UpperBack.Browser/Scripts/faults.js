(testIds) => {
  const faults = [];
  for (const id of testIds) {
    const element =
      document.querySelector(`[data-testid="${id}"]`)?.querySelector('video') ??
      document.querySelector(`[data-testid="${id}"]`);
    if (!element) {
      faults.push(`${id} is not there`);
      continue;
    }
    const box = element.getBoundingClientRect();
    if (box.width < 20 || box.height < 16) faults.push(`${id} is ${box.width} x ${box.height}`);
    if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1)
      faults.push(`${id} is outside: ${box.left}, ${box.top} to ${box.right}, ${box.bottom}`);
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      const clip = at.getBoundingClientRect();
      if (
        getComputedStyle(at).overflowY !== 'visible' &&
        (box.top < clip.top - 1 || box.bottom > clip.bottom + 1)
      )
        faults.push(`${id} is cut by ${at.className}`);
    }
    if (element.tagName !== 'VIDEO')
      for (const inner of [element, ...element.querySelectorAll('p')])
        if (
          inner.scrollHeight > inner.clientHeight + 2 &&
          getComputedStyle(inner).overflowY !== 'visible' &&
          !inner.matches('.visually-hidden')
        )
          faults.push(`${id} holds more than it shows`);
    let free = 0;
    for (let x = 1; x < 10; x++)
      for (let y = 1; y < 10; y++) {
        const hit = document.elementFromPoint(
          box.left + (box.width * x) / 10,
          box.top + (box.height * y) / 10,
        );
        if (
          hit &&
          (element.contains(hit) || (element.tagName !== 'VIDEO' && hit.contains(element)))
        )
          free++;
      }
    if (free < (element.tagName === 'VIDEO' ? 18 : 81))
      faults.push(`${id} is covered: ${free} of 81 points are free`);
  }
  return faults.join('; ');
};
