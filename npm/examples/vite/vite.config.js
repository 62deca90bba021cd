// Workers as modules, as in the browser; the worker of Nutgraf imports its engine.
export default { worker: { format: "es" } };
