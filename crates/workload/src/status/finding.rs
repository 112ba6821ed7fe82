//! What is wrong with a pod, a claim or the set's creation of pods.
