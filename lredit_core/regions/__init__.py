"""Learned regions: anchors, proposals, the region generation network, its gradient estimators and the learner."""
