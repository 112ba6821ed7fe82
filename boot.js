// Starts the application: theme and language before the first paint, then the WebAssembly, and a message in
// the user's language where that cannot be had. A file of its own because the page allows no inline script.
(() => {
  const root = document.documentElement;
  const stored = key => { try { return localStorage.getItem(key); } catch { return null; } };
  const theme = stored('ordinal.theme');
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  const wanted = stored('ordinal.locale') ?? navigator.language;
  const zh = () => root.lang.startsWith('zh');
  root.lang = wanted.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';

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
  const show = (kind, detail) => {
    const pick = ([inChinese, inEnglish]) => (zh() ? inChinese : inEnglish);
    byId('boot')?.remove();
    byId('failure-title').textContent = pick(words[kind].title);
    byId('failure-text').textContent = pick(words[kind].text);
    byId('failure-detail').textContent = detail;
    byId('failure-detail').hidden = !detail;
    byId('failure-reload').textContent = zh() ? '重新加载' : 'Reload';
    byId('failure-reload').onclick = () => location.reload();
    byId('failure').hidden = false;
    byId('failure-reload').focus();
  };
  // The application's panic hook dispatches this: after a panic only JavaScript can still draw.
  addEventListener('ordinal:crash', event => show('crash', String(event.detail ?? '')));

  const start = async () => {
    try {
      const main = document.querySelector('meta[name="app-main"]').dataset;
      const at = path => new URL(path, document.baseURI).href;
      const app = await import(at(main.js));
      await app.default({ module_or_path: at(main.wasm) });
    } catch (error) {
      if (byId('failure').hidden) show('boot', String(error?.message ?? error));
    }
  };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', start);
  else start();
})();
