'use strict';
(() => {
  const form = document.querySelector('.filters');
  const pairs = [...document.querySelectorAll('section')];
  const search = document.createElement('input');
  search.type = 'search';
  search.placeholder = 'Search in findings and paths';
  search.setAttribute('aria-label', search.placeholder);
  form.append(search);

  // A section all of whose findings are filtered out goes too.
  const update = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const pair of pairs) {
      pair.classList.remove('hidden');
      const path = (pair.querySelector('h2') || pair).textContent.toLowerCase();
      let left = 0;
      for (const finding of pair.querySelectorAll('.finding')) {
        const text = path + ' ' + finding.textContent.toLowerCase();
        finding.classList.toggle('hidden', !words.every((word) => text.includes(word)));
        if (getComputedStyle(finding).display !== 'none') left++;
      }
      pair.classList.toggle('hidden', !left);
    }
  };
  form.addEventListener('input', update);
  form.addEventListener('submit', (event) => event.preventDefault());

  document.addEventListener('click', (event) => {
    const mark = event.target.closest && event.target.closest('mark[data-f]');
    if (mark) location.hash = 'f' + mark.dataset.f;
  });

  // n and p go to the next finding and the one before.
  document.addEventListener('keydown', (event) => {
    if (event.target === search || event.ctrlKey || event.metaKey || !'np'.includes(event.key)) return;
    const all = [...document.querySelectorAll('.finding')].filter((one) => one.offsetParent);
    const at = all.findIndex((one) => '#' + one.id === location.hash);
    const next = all[event.key === 'n' ? at + 1 : Math.max(at - 1, 0)];
    if (next) location.hash = next.id;
  });
  update();
})();
