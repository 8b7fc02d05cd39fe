// Writes down how long the page's longer tasks take, in milliseconds: those that delay what is tapped.
() => {
  window.longTasks = [];
  new PerformanceObserver((list) =>
    window.longTasks.push(...list.getEntries().map((task) => task.duration)),
  ).observe({ type: 'longtask' });
};
