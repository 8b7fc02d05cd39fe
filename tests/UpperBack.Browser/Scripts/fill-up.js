(dosage) => {
  const text = document.querySelector('.own-dosage strong');
  text.dataset.was = text.textContent;
  text.textContent = dosage;
  for (const words of ['The instructor is away', 'No sound from the instructor']) {
    const line = Object.assign(document.createElement('p'), {
      className: 'status-line warm',
      textContent: words,
    });
    document.querySelector('[data-testid=room-status]').append(line);
  }
};
