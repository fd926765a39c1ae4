"""Where a thing is, without an edit. Run: python examples/find_region.py"""

import lredit_core

with lredit_core.load() as engine:
    for sample, thing in [("cat_and_car.jpg", "the car"), ("coffee_photo.jpg", "the cup of coffee")]:
        picture = lredit_core.open_picture(lredit_core.resource_path(f"samples/{sample}"))
        found = engine.find_region(picture, thing, count=3)
        print(f"{sample}, {thing}:")
        for region in found.regions:
            print(f"  {region.box.as_tuple()} {region.score:.2f}")
        for notice in found.notices:
            print(f"  {notice}")
    try:
        engine.find_region(picture, "the giraffe")
    except lredit_core.InvalidRequest as error:
        print(error.message)
