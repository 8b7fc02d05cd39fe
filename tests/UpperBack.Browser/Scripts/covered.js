(selectors) =>
  selectors
    .map((selector) => {
      const element = document.querySelector(selector);
      if (!element) return `${selector} is not there`;
      const box = element.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      if (x < 0 || y < 0 || x > innerWidth || y > innerHeight)
        return `${selector} is off the screen, at ${Math.round(x)}, ${Math.round(y)}`;
      const top = document.elementFromPoint(x, y);
      return element.contains(top)
        ? ''
        : `${selector} is covered by ${top?.outerHTML.slice(0, 120)}`;
    })
    .filter(Boolean)
    .join('; ');
