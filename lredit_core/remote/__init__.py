"""The engine on another machine: a Ray actor there, and here who asks it."""
