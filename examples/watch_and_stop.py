"""What goes on while an edit runs, and two ways to end it early. Run: python examples/watch_and_stop.py"""

import lredit_core

picture = lredit_core.open_picture(lredit_core.resource_path("samples/cat_and_car.jpg"))

with lredit_core.load() as engine:
    request = engine.request(picture, "a red apple", source="the cat", preset=lredit_core.Preset.THOROUGH)

    token = lredit_core.EventToken()  # may be used from any thread
    for event in engine.edit(request, token):
        match event:
            case lredit_core.StageChanged(stage=stage):
                print(stage.value)
            case lredit_core.RegionsUpdated(step=step, step_count=count, regions=regions):
                likeliest = max(regions, key=lambda region: region.weight)
                print(f"  step {step} of {count}: {likeliest.box.as_tuple()} {likeliest.weight:.2f}")
                if step == 3:
                    token.cancel()  # stop now
            case lredit_core.EditFinished() | lredit_core.EditStopped() | lredit_core.EditFailed():
                print(type(event).__name__)

    token = lredit_core.EventToken()
    token.suffice()  # what there is will do: an answer comes, without learning on
    print(type(list(engine.edit(request, token))[-1]).__name__)
