"""What the forkserver of `warm_processes` imports; nothing here may start a thread or read a model."""

from __future__ import annotations

from lredit_core.processes.environment import prepare_environment

prepare_environment()

import open_clip  # noqa: E402, F401
import timm  # noqa: E402, F401
from diffusers import (  # noqa: E402, F401
    AutoPipelineForInpainting,
    StableDiffusionInpaintPipeline,
    UVit2DModel,
    VQModel,
)
from transformers import CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer  # noqa: E402, F401

import lredit_core.cli.commands  # noqa: E402
import lredit_core.engine.engine  # noqa: E402
import lredit_core.engine.engine_process  # noqa: E402, F401
