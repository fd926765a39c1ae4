"""How the built-in bundle was made: art, scenes, and the trainings of each model. Needs the `train` extra."""
