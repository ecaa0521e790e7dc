// Saves and deletes notes from the page.
const form = document.getElementById("new-note");
const problem = document.getElementById("problem");

function headers() {
  const token = sessionStorage.getItem("token");
  const known = token ? { Authorization: `Bearer ${token}` } : {};
  return { "Content-Type": "application/json", ...known };
}

async function send(method, path, body) {
  try {
    let answer = await fetch(path, { method, headers: headers(), body });
    if (answer.status === 401) {
      sessionStorage.setItem("token", prompt("Token") ?? "");
      answer = await fetch(path, { method, headers: headers(), body });
    }
    if (answer.ok) return location.reload();
    problem.textContent = (await answer.json()).error;
  } catch {
    problem.textContent = "The service does not answer.";
  }
  problem.hidden = false;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send("POST", "/api/notes", JSON.stringify({ text: form.elements.text.value }));
});

for (const button of document.querySelectorAll(".delete")) {
  button.addEventListener("click", () => send("DELETE", `/api/notes/${button.dataset.id}`));
}
