/* A browser runs no worker for a page opened from a folder: there the search runs in a hidden frame instead. */
if (location.protocol === "file:") {
  const loaded = (window, url) => new Promise((done, failed) => {
    const script = window.document.createElement("script");
    script.src = url;
    script.onload = done;
    script.onerror = () => failed(new Error(url));
    window.document.body.append(script);
  });
  window.IFrameWorker = window.Worker = class extends EventTarget {
    constructor(url) {
      super();
      this.onmessage = this.onerror = null;
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      this.inside = frame.contentWindow;
      this.inside.document.open();
      this.inside.document.write("<!DOCTYPE html><html><body></body></html>");
      this.inside.document.close();
      this.inside.importScripts = (...urls) => urls.reduce((before, one) => before.then(() => loaded(this.inside, one)), Promise.resolve());
      this.inside.postMessage = data => {
        const event = new MessageEvent("message", {data});
        this.dispatchEvent(event);
        if (this.onmessage) this.onmessage(event);
      };
      this.ready = loaded(this.inside, url);
    }
    postMessage(data) {
      this.ready.then(() => this.inside.dispatchEvent(new MessageEvent("message", {data})));
    }
    terminate() {}
  };
}
