export { openCluster, type Cluster, type ClusterOptions } from './cluster.js';
export { openThrowawayCluster } from './throwaway.js';
export { ClusterProblem } from './cluster-problem.js';
export { atDatabase } from './roles.js';
