// Starts the application: theme and language before the first paint, then the WebAssembly, and a message in
// the user's language where that cannot be had, or has stopped. No error that nobody handles is silent: before the
// application runs, and after its WebAssembly has trapped, the overlay of index.html shows it; what happens in between
// is told to the application. A file of its own because the page allows no inline script.
(() => {
  const root = document.documentElement;
  const stored = key => { try { return localStorage.getItem(key); } catch { return null; } };
  const [theme, locale] = [stored('ordinal.theme'), stored('ordinal.locale')];
  const zh = () => root.lang.startsWith('zh');
  const look = (theme, locale) => {
    const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
    root.dataset.theme = dark ? 'dark' : 'light';
    root.lang = String(locale ?? navigator.language).toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  };
  look(theme, locale);
  // For those who chose no colours whoever serves the console may have: nothing is painted before it is known. The
  // application reads the file again, and says what is wrong with it.
  const configured = async () => {
    root.hidden = true;
    try {
      const config = await (await fetch('./config.json', { cache: 'no-cache', signal: AbortSignal.timeout(1000) })).json();
      look(config?.theme, locale ?? config?.locale);
    } catch {
      // As the system asks, then.
    }
    root.hidden = false;
  };
  if (theme === null) configured();

  const words = {
    boot: {
      title: ['Ordinal 无法启动', 'Ordinal could not start'],
      text: [
        '程序文件没有加载完成。请检查提供本页面的服务（例如 kubectl proxy）是否仍在运行、浏览器是否支持 WebAssembly，然后重新加载。',
        'Its program files did not load. Check that whatever serves this page (kubectl proxy, for example) is still running and that the browser supports WebAssembly, then reload.',
      ],
    },
    crash: {
      title: ['Ordinal 遇到了内部错误', 'Ordinal ran into an internal error'],
      text: [
        '页面已停止工作，集群不受影响。未提交的草稿已保存在此标签页中，重新加载后即可继续。',
        'This page has stopped; the cluster is not affected. Drafts that were not submitted are kept in this tab: reload to go on.',
      ],
    },
  };
  const byId = id => document.getElementById(id);
  const main = () => document.querySelector('meta[name="app-main"]').dataset;
  const pick = ([inChinese, inEnglish]) => (zh() ? inChinese : inEnglish);
  // What a report needs, and nothing of the cluster: neither the address nor what is on the page.
  const report = detail => {
    const build = document.querySelector('meta[name="app-main"]') ? main().js.split('/').pop() : '';
    return [detail, build, navigator.userAgent].filter(Boolean).join('\n');
  };
  const copy = async event => {
    const button = event.currentTarget;
    try {
      await navigator.clipboard.writeText(byId('failure-detail').textContent);
      button.textContent = pick(['已复制', 'Copied']);
    } catch {
      // Without a secure origin there is no clipboard: then the text is marked, to be copied by hand.
      getSelection().selectAllChildren(byId('failure-detail'));
    }
  };
  const show = (kind, detail) => {
    const failure = byId('failure');
    // What failed first is the cause; what fails after it only follows.
    if (!failure || failure.open) return;
    byId('boot')?.remove();
    byId('failure-title').textContent = pick(words[kind].title);
    byId('failure-text').textContent = pick(words[kind].text);
    byId('failure-detail').textContent = report(detail);
    byId('failure-copy').textContent = pick(['复制错误详情', 'Copy the details']);
    byId('failure-copy').onclick = copy;
    byId('failure-reload').textContent = pick(['重新加载', 'Reload']);
    byId('failure-reload').onclick = () => location.reload();
    // There is nothing to go back to.
    failure.oncancel = event => event.preventDefault();
    failure.onclose = () => failure.showModal();
    failure.showModal();
    byId('failure-reload').focus();
  };
  let running = false;
  const trouble = (error, message) => {
    const detail = String(error?.message ?? message ?? error);
    if (error instanceof WebAssembly.RuntimeError) show('crash', detail);
    else if (!running) show('boot', detail);
    else dispatchEvent(new CustomEvent('ordinal:trouble', { detail }));
  };
  // The application's panic hook dispatches this: after a panic only JavaScript can still draw.
  addEventListener('ordinal:crash', event => show('crash', String(event.detail ?? '')));
  addEventListener('error', event => {
    // A browser says so when it lays out in two frames instead of one; nothing is wrong.
    if (!event.message?.startsWith('ResizeObserver loop')) trouble(event.error, event.message);
  });
  addEventListener('unhandledrejection', event => {
    // The editor's way to say that nobody waits for an answer any more.
    if (event.reason?.name !== 'Canceled') trouble(event.reason);
  });

  // Ordinal has no service worker. One that something else at this address left would stand between it and the cluster,
  // and before its own files: where one does, all is loaded again without it.
  const removeWorkers = async workers => {
    const found = await workers.getRegistrations();
    return (await Promise.all(found.map(worker => worker.unregister()))).includes(true);
  };

  const start = async () => {
    try {
      const workers = navigator.serviceWorker;
      if (!workers?.controller) {
        // One that is not in between yet can go meanwhile; where none may be asked for, there is none.
        if (workers) removeWorkers(workers).catch(() => {});
      } else if (await removeWorkers(workers)) {
        location.reload();
        return;
      }
      const { js, wasm } = main();
      const at = path => new URL(path, document.baseURI).href;
      const app = await import(at(js));
      await app.default({ module_or_path: at(wasm) });
      running = true;
    } catch (error) {
      trouble(error);
    }
  };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start);
  else start();
})();
