"""The parts of the build that pyproject.toml cannot say: `resources/` is installed as a package of data.

Its folders are not modules: everything under it is that package's data, whatever it is called.
"""

from setuptools import find_packages, setup

RESOURCES = "lredit_resources"

setup(
    packages=[*find_packages(include=["lredit_core*", "lredit_gui*"]), RESOURCES],
    package_dir={RESOURCES: "resources"},
    package_data={RESOURCES: ["**/*"], "lredit_core": ["py.typed"], "lredit_gui": ["py.typed"]},
    exclude_package_data={"": ["**/__pycache__/*", "*.pyc"]},
)
