// check.mjs schema FILE…            every document is what Kubernetes' schema for its kind says, and has no other field
// check.mjs same FILE FILE          both files hold the same documents
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { parseAllDocuments } from "yaml";

const schemas = {
  "v1 ConfigMap": "kubernetes-models/_schemas/IoK8sApiCoreV1ConfigMap",
  "v1 Namespace": "kubernetes-models/_schemas/IoK8sApiCoreV1Namespace",
  "v1 Secret": "kubernetes-models/_schemas/IoK8sApiCoreV1Secret",
  "v1 Service": "kubernetes-models/_schemas/IoK8sApiCoreV1Service",
  "v1 ServiceAccount": "kubernetes-models/_schemas/IoK8sApiCoreV1ServiceAccount",
  "apps/v1 Deployment": "kubernetes-models/_schemas/IoK8sApiAppsV1Deployment",
  "autoscaling/v2 HorizontalPodAutoscaler": "kubernetes-models/_schemas/IoK8sApiAutoscalingV2HorizontalPodAutoscaler",
  "batch/v1 Job": "kubernetes-models/_schemas/IoK8sApiBatchV1Job",
  "networking.k8s.io/v1 Ingress": "kubernetes-models/_schemas/IoK8sApiNetworkingV1Ingress",
  "networking.k8s.io/v1 NetworkPolicy": "kubernetes-models/_schemas/IoK8sApiNetworkingV1NetworkPolicy",
  "policy/v1 PodDisruptionBudget": "kubernetes-models/_schemas/IoK8sApiPolicyV1PodDisruptionBudget",
  // Not among the package's exports, so by its path.
  "monitoring.coreos.com/v1 ServiceMonitor": "./node_modules/@kubernetes-models/prometheus-operator/_schemas/ComGithubPrometheusOperatorPrometheusOperatorPkgApisMonitoringV1ServiceMonitor.js",
};

function documents(file) {
  return parseAllDocuments(readFileSync(file === "-" ? 0 : file, "utf8")).map((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0].message}`);
    return document.toJS();
  });
}

// The schemas allow fields they do not name, as Kubernetes does when it reads what a newer version wrote. A validator
// looks at every field its schema names: a field it never looked at is one that Kubernetes does not know.
function watched(value, path, unread) {
  if (value === null || typeof value !== "object") return value;
  const at = (key) => (Array.isArray(value) ? `${path}/${key}` : `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  const children = new Map(Object.entries(value).map(([key, child]) => [key, watched(child, at(key), unread)]));
  if (!Array.isArray(value)) for (const key of children.keys()) unread.add(at(key));
  return new Proxy(value, {
    get(target, key) {
      if (!children.has(key)) return target[key];
      unread.delete(at(key));
      return children.get(key);
    },
  });
}

async function problemsOf(document) {
  const schema = schemas[`${document?.apiVersion} ${document?.kind}`];
  if (schema === undefined) return [`no schema for ${document?.apiVersion} ${document?.kind}: add it to check.mjs`];
  const { validate } = await import(schema);
  const unread = new Set();
  // Kustomize breaks long base64 into lines, and Kubernetes reads over the breaks; the schema's pattern does not.
  if (document.kind === "Secret") {
    for (const key of Object.keys(document.data ?? {})) document.data[key] = String(document.data[key]).replaceAll("\n", "");
  }

  validate(watched(document, "", unread));
  const wrong = (validate.errors ?? []).map(({ instancePath, message, keyword, params }) =>
    `${instancePath || "/"}: ${message ?? keyword} ${JSON.stringify(params)}`);
  // What is below an unknown field was not looked at either: the field itself is enough.
  const unknown = [...unread].filter((path) => ![...unread].some((other) => path.startsWith(`${other}/`)));
  return [...wrong, ...unknown.map((path) => `${path}: unknown field`)];
}

async function checkSchema(files) {
  let count = 0;
  let wrong = 0;
  for (const file of files) {
    for (const document of documents(file)) {
      count++;
      for (const problem of await problemsOf(document)) {
        wrong++;
        console.error(`${file}: ${document?.kind} ${document?.metadata?.name}: ${problem}`);
      }
    }
  }

  if (count === 0) console.error("No document was found.");
  if (count === 0 || wrong > 0) process.exitCode = 1;
  else console.log(`${count} documents are what the schemas say.`);
}

function checkSame([one, other]) {
  if (isDeepStrictEqual(documents(one), documents(other))) return;
  console.error(`${one} is not what its sources render to: run "scripts/check-manifests --write" and look at the difference.`);
  process.exitCode = 1;
}

const [command, ...files] = process.argv.slice(2);
if (command === "schema") await checkSchema(files);
else if (command === "same") checkSame(files);
else throw new Error(`unknown command ${command}`);
