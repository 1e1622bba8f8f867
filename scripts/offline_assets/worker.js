// A stand-in for Worker, which browsers refuse to pages that are opened from a folder. The search of the
// theme uses one: here its script runs in a frame, with what a worker would give it.
(() => {
  if (location.protocol !== "file:") return

  window.Worker = class extends EventTarget {
    #waiting = []
    #send = (data) => this.#waiting.push(data)

    constructor(address) {
      super()
      const script = new URL(address, location)
      const frame = document.createElement("iframe")
      frame.hidden = true
      // Some browsers give a new frame its document only later, and with it another window.
      frame.addEventListener("load", () => this.#start(frame.contentWindow, script), { once: true })
      document.body.append(frame)
    }

    postMessage(data) {
      this.#send(data)
    }

    #start(inside, script) {
      const receive = inside.postMessage.bind(inside)
      inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data: structuredClone(data) }))
      // A worker finds other scripts from where its own is. They are loaded in their order, one after the other.
      inside.importScripts = async (...names) => {
        for (const name of names) await load(inside, new URL(name, script))
      }
      load(inside, script).then(() => {
        this.#send = (data) => receive(data, "*")
        this.#waiting.forEach(this.#send)
      })
    }
  }

  function load(inside, address) {
    return new Promise((resolve, reject) => {
      const script = inside.document.createElement("script")
      script.src = address
      script.addEventListener("load", resolve)
      script.addEventListener("error", () => reject(new Error(`${address} cannot be loaded`)))
      inside.document.head.append(script)
    })
  }
})()
