() => {
  const faults = [];
  const scrolls = (element) => {
    for (let at = element; at; at = at.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(at).overflowX)) return true;
    return false;
  };
  if (document.documentElement.scrollWidth > innerWidth + 1)
    faults.push(`the page is ${document.documentElement.scrollWidth} wide`);
  for (const element of document.querySelectorAll('body *')) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || element.closest('.visually-hidden, svg, .skip-link'))
      continue;
    if ((box.right > innerWidth + 1 || box.left < -1) && !scrolls(element))
      faults.push(
        `${element.tagName}.${element.className} reaches from ${box.left} to ${box.right}`,
      );
    if (
      element.matches('h1, h2, h3, p, li, button, strong') &&
      getComputedStyle(element).overflowX === 'visible' &&
      getComputedStyle(element).display !== 'inline' &&
      element.scrollWidth > element.clientWidth + 2
    )
      faults.push(`${element.tagName} "${element.textContent.slice(0, 20)}" is wider than its box`);
    const parent = element.parentElement?.closest('.panel, .card, li')?.getBoundingClientRect();
    if (
      element.matches('button, .badge, .avatar, bdi') &&
      parent &&
      (box.right > parent.right + 1 || box.left < parent.left - 1)
    )
      faults.push(`${element.tagName} "${element.textContent.slice(0, 20)}" leaves its box`);
  }
  return [...new Set(faults)].slice(0, 5).join('; ');
};
