"""The losses and the score as pure functions of tensors."""
