// What is scraped stands in pages as text only: this takes it from there as text, and never makes markup of it.
const root = document.documentElement, $ = (what, where = document) => where.querySelector(what);
const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { /* nothing may be kept here */ } };

// Language and colours
$('#lang')?.addEventListener('click', () => {
  root.dataset.lang = root.dataset.lang === 'zh' ? 'en' : 'zh';
  root.lang = root.dataset.lang === 'zh' ? 'zh-Hans' : 'en';
  keep('kg-lang', root.dataset.lang);
});
$('#theme')?.addEventListener('click', () => {
  const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  root.dataset.theme = dark ? 'light' : 'dark';
  keep('kg-theme', root.dataset.theme);
});

// Search: / goes there, names are offered while one types
const box = $('#q'), offers = $('#offers');
addEventListener('keydown', e => {
  if (e.key === '/' && !e.ctrlKey && !e.metaKey && !e.altKey && !/^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) {
    e.preventDefault(); box?.focus(); box?.select();
  }
});
if (box && offers) {
  let asked = 0, chosen = -1, timer;
  const close = () => { offers.hidden = true; chosen = -1; box.setAttribute('aria-expanded', 'false'); box.removeAttribute('aria-activedescendant'); };
  const shown = () => [...offers.children];
  const choose = n => {
    const all = shown();
    chosen = (n + all.length) % all.length;
    all.forEach((a, i) => a.setAttribute('aria-selected', i === chosen));
    box.setAttribute('aria-activedescendant', all[chosen].id);
  };
  const offer = found => {
    offers.replaceChildren(...found.map((one, n) => {
      const a = document.createElement('a'), kind = document.createElement('span'), name = document.createElement('span');
      a.href = one.address; a.id = `offer-${n}`; a.tabIndex = -1; a.setAttribute('role', 'option');
      name.textContent = one.form ? `${one.name}（${one.form}）` : one.name;
      kind.textContent = root.dataset.lang === 'zh' ? one.zh : one.en;
      kind.className = `kind ${one.kind}`;
      a.append(name, kind);
      return a;
    }));
    offers.hidden = !found.length;
    box.setAttribute('aria-expanded', String(!!found.length));
  };
  const look = async () => {
    const q = box.value.trim(), mine = ++asked;
    if (!q) return close();
    let found;
    if (window.kgNames) {
      found = kgNames.filter(n => n[2].includes(q)).slice(0, 12)
        .map(([address, kind, name, zh, en]) => ({ address: root.dataset.up + address, kind, name, form: '', zh, en }));
    } else {
      try { found = await (await fetch(`/api/suggest?q=${encodeURIComponent(q.slice(0, 100))}`)).json(); } catch { return; }
    }
    if (mine === asked && document.activeElement === box) { chosen = -1; offer(found); }
  };
  box.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(look, 90); });
  box.addEventListener('blur', () => setTimeout(close, 150));
  box.addEventListener('keydown', e => {
    if (e.key === 'Escape') close();
    if (offers.hidden) return;
    if (e.key === 'ArrowDown') { e.preventDefault(); choose(chosen + 1); }
    if (e.key === 'ArrowUp') { e.preventDefault(); choose(chosen < 0 ? -1 : chosen - 1); }
    if (e.key === 'Enter' && chosen >= 0) { e.preventDefault(); location.href = shown()[chosen].href; }
  });
  if (window.kgNames) box.form.addEventListener('submit', e => { e.preventDefault(); const a = shown()[Math.max(chosen, 0)]; if (a && !offers.hidden) location.href = a.href; });
}

// A notice: what a pointer rests on says which facts it proves; a fact shows its words
const panels = $('.panels');
if (panels) {
  const tip = $('#tip'), marks = [...panels.querySelectorAll('mark')], stated = new Map();
  for (const li of document.querySelectorAll('.stated > li')) stated.set(li.dataset.n, li);
  const of = m => m.dataset.f.split(' ');
  const light = numbers => {
    const on = new Set(numbers);
    for (const m of marks) m.classList.toggle('lit', of(m).some(n => on.has(n)));
    for (const [n, li] of stated) li.classList.toggle('lit', on.has(n));
  };
  let held = [];
  const rest = () => { tip.hidden = true; light(held); };
  const tell = (m, x, y) => {
    const numbers = of(m);
    light(numbers);
    tip.replaceChildren(...numbers.slice(0, 8).map(n => {
      const p = document.createElement('p');
      p.textContent = stated.get(n).dataset.said;
      return p;
    }));
    tip.hidden = false;
    tip.style.left = `${Math.max(8, Math.min(x + 12, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${y + 22 + tip.offsetHeight > innerHeight ? Math.max(8, y - tip.offsetHeight - 14) : y + 22}px`;
  };
  panels.addEventListener('pointermove', e => { const m = e.target.closest('mark'); if (m) tell(m, e.clientX, e.clientY); else rest(); });
  panels.addEventListener('pointerleave', rest);
  panels.addEventListener('focusin', e => { const m = e.target.closest('mark'); if (m) { const r = m.getBoundingClientRect(); tell(m, r.left, r.bottom - 16); } });
  panels.addEventListener('focusout', rest);
  addEventListener('keydown', e => { if (e.key === 'Escape') { held = []; rest(); } });
  for (const [n, li] of stated) {
    li.addEventListener('pointerenter', () => light([n]));
    li.addEventListener('pointerleave', () => light(held));
  }
  const target = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    held = id ? [...stated].filter(([, li]) => li.dataset.w.split(' ').includes(id)).map(([n]) => n) : [];
    light(held);
  };
  addEventListener('hashchange', target);
  target();
  $('#edits')?.addEventListener('change', e => panels.classList.toggle('plain', !e.target.checked));
}

// Texts to copy
for (const button of document.querySelectorAll('button[data-copies]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
    button.classList.add('strong');
    setTimeout(() => button.classList.remove('strong'), 900);
  });
}
