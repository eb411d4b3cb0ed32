// Before the page is drawn: the language and the colours that were chosen, or those of the browser.
(() => {
  const root = document.documentElement, kept = name => { try { return localStorage.getItem(name); } catch { return null; } };
  root.dataset.lang = kept('kg-lang') || (/^zh/i.test(navigator.language || '') ? 'zh' : 'en');
  root.lang = root.dataset.lang === 'zh' ? 'zh-Hans' : 'en';
  const theme = kept('kg-theme');
  if (theme) root.dataset.theme = theme;
})();
