<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>1:1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A smaller region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the candidate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advanced settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrows, with Shift</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush: add to the mask; right button: take away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C (hold)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canvas size…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip to the layer below, or release</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop to the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl (hold)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl + arrows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a box or a layer without snapping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit this box; with the box tool: draw one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export again as last time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F2, Del, Space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flip left to right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flip the picture left to right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flip the picture upside down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flip upside down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grow the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invert the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lasso: add to the mask; right button: take away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning from you…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the box; stop the edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock or unlock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge all that is seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models and what they can draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the box by 1 or 10 pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New adjustment layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next candidate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not from here: paint over what nothing is filled from; right button: take away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixel grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous candidate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the panels back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region here, then a larger one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename, delete, hide the chosen layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revert to what was saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the picture as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select and move boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shift, right button</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show anchors and boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what there is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show where it looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shrink the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size and angle as it was made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snap the box to the thing in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snap to edges and centres</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soften its edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space (hold), middle button</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Straighten…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the group apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The region under the pointer; again: a larger one, with Shift: a smaller one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn left by 90°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn right by 90°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn the picture left by 90°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn the picture right by 90°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vote in a study…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Welcome page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a brush: its size; with Shift its hardness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the brush, the lasso or “not from here”: take away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write prompt and seed into exports</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own things…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom to the pointer; with Ctrl over an edge of the box: move that edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[ and ], Ctrl + wheel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AdvancedPanel</name>
    <message>
        <source>1 repaints the box; less keeps more of what was there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A thing lies inside the window and not around it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advanced settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anchors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As in the paper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask the bundle's detector</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Denoising steps of the final edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Direction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw another seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Editor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Final edits made and ranked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Framing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gradient estimator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How closely the pixels follow the prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is painted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How softly the edit meets its surroundings, inside the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the region is looked for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the region network learns</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>K: places where a region may begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L_Clip: the picture against the prompt (as in the paper)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L_Dir: the change follows the words (as in the paper)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>L_Str: keeps the layout (as in the paper)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learned by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks for regions and ranks as the paper says, to compare with; off, everything is set back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Match colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matches the colours of the edit to those around the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objective</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Painted by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prefers smaller windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets all of these back to what Fast, Balanced or Thorough have</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Softness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source similarity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Straight-through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Structure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bundle's own choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bundle's own models that find what words name and draw masks are asked where things are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edit makes the picture more like the prompt and less like what is replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The objective that is chosen does not use this weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The paper's recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The place speaks of what is replaced; around it nothing does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The place, seen close up, looks like what is replaced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same seed gives the same pixels again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same, seen close up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window frames something whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights of the loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What paints inside the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which loss is learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what should not appear</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BlendMode</name>
    <message>
        <source>Colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour burn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour dodge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Darken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exclusion</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hard light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lighten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Luminosity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Screen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soft light</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BoxBar</name>
    <message>
        <source>Edit inside this box only (Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit this box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit this mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the box (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BoxFields</name>
    <message>
        <source>H</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height of the box, in pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the proportions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the proportions when width or height is typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Left edge of the box, in pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Upper edge of the box, in pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>W</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width of the box, in pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>X</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Y</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BundleManager</name>
    <message>
        <source>Adding {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking for the part of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The files of {0} lie in {1} now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verifying {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is in the trash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is installed and works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is whole again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BundleManagerDialog</name>
    <message>
        <source>From disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CandidateStrip</name>
    <message>
        <source>Box {0} x {1} px at {2}, {3}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidate {0}, {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidates appear here as they are painted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Candidates, best first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Losses: prompt {0:.3f}, structure {1:.3f}, direction {2:.3f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ranked by its loss, {0:.3f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Score {0:.3f}: text {1:.3f}, image {2:.3f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed {0}, {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not sure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sure</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CanvasDialog</name>
    <message>
        <source>At the bottom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the bottom left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the bottom right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the top left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the top right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canvas size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the middle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New ground is transparent where the picture can be, else white.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the picture lies</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CatalogueCard</name>
    <message>
        <source>Deletes what was fetched so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Discard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at this machine…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One download at a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the download of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs an account on the hub and a token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} to fetch</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CataloguePage</name>
    <message>
        <source>Asking the hub…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models that can be fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is fetched until you press Download; lredit is offline otherwise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused at {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pausing… {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} are here; Resume goes on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ChoicesDialog</name>
    <message>
        <source>Choices, the latest first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the choices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For every edit that you accept, its box and prompt and what the models saw around it are kept on this machine, in {0}. Pictures are not kept, and nothing is sent anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget all choices?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget everything…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn how closely I frame things from the edits I accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning from you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was learned from them goes with them. This cannot be undone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zip archive (*.zip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}   {1}   box {2} x {3} px in {4} x {5}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} choices were exported to {1}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is called that. Try another word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComparisonDialog</name>
    <message>
        <source>Choose at least one editor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose editors and where their models lie, then press Compare. Each repaints the whole picture, one after the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the model of {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose whom to compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close this and write a prompt first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare with editors that know no region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Editors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our edit is the selected candidate; the others get the picture without it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Our own edit is made first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.webp)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the pictures side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no prompt yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} denoising steps each, as in the advanced settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: picture {1} of {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” instead of “{1}”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ComparisonManager</name>
    <message>
        <source>Saved to {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ContextMenus</name>
    <message>
        <source>Give it a star</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the {0} that are hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the star away</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>"{0}" cannot be read ({1}). Get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" cannot be read ({1}). Give the votes.csv of a study.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" cannot be read ({1}). Install the bundle again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" cannot be read. Get the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" cannot be read. Get the pipeline again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" cannot be written ({1}). Check the folder and its permissions, and download again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" cannot be written ({1}). Choose another folder or name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" could not be moved to "{1}" ({2}). Everything is where it was; check the folder and its room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" covers {1} of the picture: the rest does not suffice to fill it. Change it instead ("make {2} darker"), or draw a box around the part that is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" from "{1}" does not match its checksum: it was damaged on the way, or somebody changed it. It was deleted; download again to fetch it anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" has a denoiser of {1} input channels that attends to a text of width {2}; no model like that is known here. Put a folder "{3}" with its configuration files beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" has no column "{1}". Give the votes.csv of a study.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" has no part "{1}". It has: {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" has {1} x {2} pixels; {3} million are the most that can be opened. Scale it down first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" holds a denoiser but no {1}. Give a checkpoint that is whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" holds a {1}, which is no masked transformer. Use it as "diffusion".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" holds no diffusers pipeline (no model_index.json). Choose the folder that has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" holds no masked transformer (neither model_index.json nor {1}). Choose the folder that has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" holds no network of LaMa's kind. Choose a "big-lama" that was converted to safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" holds no weights (*.safetensors). Get them from where the model is from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" holds no weights (*.safetensors). Install the bundle again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" in "{1}" asks for code of its own ("auto_map"). Nothing of a model is run here: take a release of the model that transformers itself knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" in "{1}" holds no weights (model.safetensors or diffusion_pytorch_model.safetensors). Get that sub-folder again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is a pickled checkpoint, which can run code when it is opened; it was not loaded. Convert it to safetensors (safetensors.torch.save_file) and put that file in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is code. Nothing of a model is run here: take a release of the model that transformers itself knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is damaged or cut short. Get that file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is no safetensors file; such files can run code when they are opened. Take it out of the folder: model.safetensors is enough.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is a LoRA, which changes a model but is none. Give it with --lora.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is a folder. Give the name of a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is a folder. Open a picture inside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is a pickled checkpoint, which can run code when it is opened; it was not loaded. Convert it to safetensors (safetensors.torch.save_file) and give that file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is a profile for {1}, but pictures are RGB. Choose an RGB profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is an InstructPix2Pix model, which changes whole pictures and knows no region. Choose an inpainting model; compare with this one by `lredit compare --with instruct-pix2pix=...`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is damaged or incomplete and cannot be decoded. Copy the file again from where it came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is damaged or was cut short ({1} bytes are here). Get the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is damaged: {1}: {2}. Install the bundle again, or mend that entry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is installed already. Use it with --bundle {1}, or remove it first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is laid out as no single-file model that is known here ({1}). Give the folder of its diffusers pipeline, or put a folder "{2}" with its configuration files beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is missing. Install it again, or say where it lies now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no LoRA: none of its tensors is called one. Give another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no colour profile. Choose an ICC file (.icc or .icm).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no detector or segmenter: it holds no {1}. Choose the folder that has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no editor: it holds neither a diffusers pipeline (model_index.json) nor sub-folders of drawings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no file name. Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no file that can be read. Open a project file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no file that can be read. Open another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no filling network: give one .safetensors file, or the folder that holds it. A pickled checkpoint (.pt, .ckpt) can run code when it is opened and is not read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no folder. Choose a folder that exists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no list of classes ([{"name": "tabby cat", "synonyms": ["cat"]}, ...]). Mend that file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no model file. Give a .safetensors file or the folder of a pipeline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no network of LaMa's kind that is known here: {1} of its weights do not fit ("{2}"). Choose a converted "big-lama".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no place that is known here. Say "to the left", "to the right", "up" or "down".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no project file. Open a file that was saved as one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no tiny autoencoder: it holds no {1}. Give the folder of an {2} (config.json and safetensors), or its .safetensors file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no word that these models know in drawings: the region is a guess. Click on it, or draw a box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is no {1} in the layout of diffusers. Give the {2} of TAESD or its kin; files that hold its encoder or its decoder alone are of another layout.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is not a model bundle: it holds no {1}. Choose the folder that has one, or use the built-in bundle ("builtin").</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is not a picture that can be read. Open a PNG, JPEG, WebP, TIFF, HEIC, AVIF, BMP or GIF file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is not here yet. Download "{1}" again to fetch what is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is not of the form NAME=FOLDER, such as plug-and-play=~/models/sd15.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is not the {1} of a bundle: it holds no {2}. Choose the folder that has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is not {1}: it holds no {2}. Choose the folder that has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is not {1}: it holds no {2}. Install the bundle again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is nothing that can be done here. Things can be replaced, added, removed, moved, doubled, made larger or smaller, mirrored ("flip the dog"), and changed in colour, light and sharpness.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is of the kind "{1}", which is not known here as a detector or segmenter. These kinds are: {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is of the kind {1}, which is not read here. Give a {2} file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is on the hub no more: {1}. Get a newer lredit, or install a folder that you have with `lredit bundles compose`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is one of the choices themselves. Write them to another file, such as choices.zip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is only for those who accepted its licence. Accept it at {1}, make a token with read access in your account's settings there, and give it here (--token, or the field in the window).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is read as plain words: these models know no weights. Put what matters first instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is there already and holds no choices. Write them to another file, such as choices.zip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is there already. Choose an empty folder, or take that away first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is write-protected. Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" is {1} without its {2}. Put a folder "{3}" beside it with {4} of a {5} pipeline in diffusers' layout, or give the folder of the whole pipeline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" lacks its tokenizer (tokenizer.json). Get that file too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" lacks preprocessor_config.json. Get that file from where the model is from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" lacks {1} of the weights of its {2} ("{3}" is the first). Get the file again, or put a folder with its own configuration beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" lies inside of what is to be moved. Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" names "{1}" as its default editor but has {2}. Mend that entry.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" names no class. Mend that file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" names none of the {1} classes that this model can draw, among them {2}. Name one of them, or choose another editor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" names {1} classes, but the model was trained with {2}. Get the list that belongs to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" no longer holds "{1}", which "{2}" needs. Get a newer lredit, or install a folder that you have with `lredit bundles compose`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" offers "{1}" only as a pickled checkpoint, which can run code when it is opened; it was not fetched. Convert it on a machine that you trust (safetensors.torch.save_file) and install the folder with `lredit bundles compose`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" only refers to parts that lie elsewhere; none of them is for lredit to move. Move them yourself, then say where each is: lredit bundles relocate {1} FOLDER --part PART.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" says it is larger than {1} million pixels, the most that can be opened. Scale it down first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" says nothing that can be done to what is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" says of itself that it predicts noise and that its last step holds nothing else (zero terminal SNR), which exclude each other. Get the file from its maker again, or another release of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" says that its denoiser predicts "{1}", which no sampler here can follow. Choose a checkpoint that predicts noise or velocity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" takes {1} GB, and there are {2} GB free where bundles lie. Make room, or refer to it where it is instead of copying it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" was changed or cut short. Install it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" was not written: the disk said "{1}". Free some room or choose another disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}" was trained with the noise of EDM ("{1}"), which no sampler here can follow. Choose a checkpoint that predicts noise or velocity, or another release of this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}", line {1}: {2}. Mend or delete it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}": pictures are not written as {1}. End the name with one of {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}/config.json" is missing in "{1}". Get that file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}/{1}" in "{2}" is a pickled checkpoint, which can run code when it is opened; it was not loaded. Convert it to safetensors (safetensors.torch.save_file) and put that file in its place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>"{0}/{1}" is missing in "{2}" ({3} of the {4} files of these weights). Get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A LoRA changes a diffusion model: give the one it was made for with --editor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A bundle "{0}" is installed already. Choose another name, or remove it first (lredit bundles remove {1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A bundle cannot be called "{0}". Use letters, digits, dots, dashes and underscores; not "builtin".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A bundle needs an editor. Give the folder of one with --editor, or "builtin".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A guidance of {0} cannot be. Choose 0 for none, or more, up to {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A layer needs a name. Type one, or press Esc to keep the old one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name has 1 to 200 characters, this one {0}. Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture is written with 8 or 16 bits a channel, but {0} were asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A picture needs (height, width, 3 or 4) values of 8 or 16 bit, but got {0} {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A quality is 1 to 100, but {0} was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A segmenter needs a box or a point. Give one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A shadow is found with its thing and goes with it. To take it alone, paint over it with the brush, or draw a box around it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A side may have 1 to {0} whole pixels, but {1} were asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A silhouette needs (H, W, 3) uint8 pixels; these are {0} {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A size may be {0} to {1} % of the picture, but {2} % was asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A {0} cannot be loaded from one file. Give the folder of the pipeline instead of "{1}".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A {0} file holds at most {1} pixels a side, but the picture has {2} x {3}. Make it smaller, or export it as PNG or TIFF.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A {0} follows no instructions. Choose an InstructPix2Pix model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A {0} takes no LoRA files. Take them out of the bundle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An adjustment has no pixels to merge. Merge all that is seen instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An adjustment's {0} is {1}. Give a value from {2} to {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An eye for photographs needs a convolutional trunk of timm. Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another download is running. Wait until it is done, or pause it, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another window or command is changing your own things just now. Try again when it is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anything into photographs in place of whatever words name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anything into photographs without a graphics card, or on a small one: four steps without guidance, about a tenth of the denoising of Photographs, small; details are softer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anything into photographs, on most machines. The place to begin; details are best in boxes of about 512 pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anything into photographs; trained from the start to fill regions, so that edges meet well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPU, {0} thread{1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checking the files; the models are not loaded, for they do not fit this machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of {0}, or leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comparing {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complex scenes and lettering, in English and Chinese; for graphics cards of data centres.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying the bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copying the parts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Did you mean {0}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Does not fit: it takes a graphics card with {0} and {1} of main memory, or {2} of main memory alone; this machine has {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Downloads are switched off here (HF_HUB_OFFLINE). Switch them on and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a box around it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drawings from the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits, but slow: it runs on the processor, for {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits, but slower: its models go to {0} one at a time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fits: runs on {0} in {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For research alone, not for products or services and not commercially.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For research and private use, not commercially; businesses need a licence from Stability AI.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free for any use; keep the copyright notice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free for any use; keep the notices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free for any use; keep the notices. Converted by others from the authors' checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free for research and private use, and for businesses with less than one million US dollars of revenue a year; others need a licence from Stability AI.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free, also commercially, but not for military, nuclear or espionage purposes; pass the licence on with copies. Read it before use. Meta grants or refuses access by name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free, also commercially, but not for the harmful uses that the licence lists; pass these limits on with the model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {0}: you frame things as closely as the program does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {0}: your boxes are {1} % {2} and {3} % {4} than the thing in them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get the file again, or put its own configuration beside it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups inside of groups were taken as one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How a picture should feel is not known here. Say what should change: "make the picture warmer", "make the sky orange".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far cannot be said in numbers. Say "to the left", "up", or drag it in the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How to make something "{0}" is not known here. What can be changed of {1}: {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I am not sure where "{0}" is. If none of these regions is right, draw a box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I do not know where "{0}" is. If none of these regions is right, draw a box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I see no room for "{0}" on "{1}". Say another place; in the window it can be dragged there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I see nothing that could be "{0}". Draw a box around it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>I see nothing {0} that could be "{1}". If none of these regions is right, draw a box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a box or a mask one thing is done at a time. Say one of: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its colour profile is damaged and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JPEG has no transparency; what was transparent lies over white.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large boxes and fine detail at 1024 pixels; prompts of several things.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large boxes and fine detail in place of whatever words name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large boxes at 1024 pixels in four steps, on graphics cards.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the editor "{0}"</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the filling network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the image-text and the self-supervised model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading what finds and frames things</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading what finds and frames things ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Long prompts and words inside of pictures; a text-to-image model that is used as an inpainter.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend that folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No colour profile was chosen. Choose an ICC file, or keep the picture's profile.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing can be seen of the thing: it is transparent. Choose another.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has to be said of what stays. To change all but {0}, say "blur everything but {0}".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is filled from the surroundings here: the “not from here” strokes change nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is learned yet: accept an edit, or move its box and accept it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenRaster holds no adjustment layers; they were left out, but for the merged picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenRaster holds no clipping; clipped layers were cut to what is seen of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OpenRaster holds no colour profile; the values are those of the picture's own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographic pictures in about eight steps, prompts in English and Chinese.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures with 32-bit values cannot be opened. Export it with 8 or 16 bits a channel first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompts of several things in few steps, at 512 pixels; a text-to-image model that is used as an inpainter. Not for commercial use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Putting the bundle together</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quick candidates in about twelve steps, by filling in tokens as in MaskGIT; plainer pictures than diffusion.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say one of them: "make {0} {1}".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say only what should change: what else there is stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what should be in its place: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what stays as it is: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what to {0}, for example "{1} the car".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say which thing is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show both layers before you merge them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small diffusion model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small masked transformer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Some of what the file says about the picture (EXIF) cannot be read and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in the program while it did this work. Copy the details to report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Straighten by an angle from -45 to 45 degrees; turn by quarters first where it is more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking out, changing and moving whatever words name, far beyond the built-in list; best with a graphics card: without one each new phrase takes half a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Taking things out of photographs, and moving them, on any machine, in seconds: the built-in models find the thing, a network fills what it leaves. Nothing is painted anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is the whole picture. Say what in it should go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is the whole picture. Say which thing in it is meant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The LoRA "{0}" is not of the form FILE:WEIGHT with a number such as 0.8 for the weight.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The LoRA "{0}" was made for another model: its layers read texts of another width than this model's {1}. Choose one made for this model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The autoencoder gave no picture (NaN), in 32 bits either. Its file is damaged: get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The autoencoder gave no picture (NaN). Its file is damaged: get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best fit to light and surroundings; for private use and research only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The box {0} has no area. Draw a larger one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The box {0} has no area. Give x0,y0,x1,y1 with x0 &lt; x1 and y0 &lt; y1, in pixels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The box {0} lies outside of the picture, which is {1} x {2} pixels. Choose x between 0 and {3} and y between 0 and {4}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The box {0} reaches out of the picture, which is {1} x {2} pixels: {3} is edited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The built-in bundle belongs to the program and stays where it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The built-in bundle belongs to the program and stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The bundle "{0}" has no editor "{1}". It has: {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalogue "{0}" cannot be read ({1}). Name another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalogue "{0}" is damaged: {1}: {2}. Mend that entry, or install lredit again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The catalogue has no bundle "{0}". It has: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The colour profile "{0}" cannot be read ({1}). Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The colours were converted at 8 bits a channel, which is what this profile allows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The denoiser gave no picture (NaN). Choose another sampler or other weights: half precision is too little for some models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full: there is no room for more in "{0}". What was fetched is kept; make room and download again to go on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The download takes {0} and {1} should stay free, but the disk of "{2}" has {3} left. Make room and download again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine ended.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine failed unexpectedly; your picture and your layers are as they were. Try again, and report it with the details if it happens twice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The fewest steps, with the smallest image-text model; a text-to-image model that is used as an inpainter. For research only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file "{0}" cannot be read ({1}). Check that you may read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file "{0}" is empty (0 bytes). Open another picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file "{0}" is missing from "{1}" on the hub. Try again later, or get a newer lredit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file holds several pictures; the first one was opened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file name "{0}" does not say a format that is written. End it with one of {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file name "{0}" holds a character that no file name can hold. Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file name "{0}" holds a character that no file name can hold. Open another picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filling network gave no picture (NaN). Its file is damaged: get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder "{0}" cannot be made ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder "{0}" cannot be read ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder "{0}" cannot be written to. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder "{0}" has gone after {1} of {2} photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder "{0}" is missing. Install the bundle again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hub does not know this token. Make a new one with read access in your account's settings there, and give that one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hub has no "{0}" (any more).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The hub has no repository "{0}" at "{1}" (any more), or does not show it to you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image tower {0} is of a kind that is not supported. Choose an open_clip model with a ViT, a ResNet or a timm tower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image-text model in "{0}" needs the tokenizer of "{1}", which is not in that folder. Put tokenizer.json and tokenizer_config.json of it there; nothing is fetched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer would be smaller than a pixel. Scale it less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The layer would have more than {0} megapixels. Scale it less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library has no drawing for '{0}'. {1} It holds {2} things; name one of them, or choose another editor or library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list is under Models (Ctrl+M), and `lredit bundles things` prints it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list of your own things in "{0}" is damaged. Restore it from a backup, or start anew with `lredit library clear`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask covers so much of the picture that nothing is left to fill it from. Choose a smaller region.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask covers {0} of the picture, too much to fill from the rest. Choose something smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask is empty, or reaches out of the picture. Paint over the thing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask is empty: nothing would be changed. Draw a box around the thing, or paint it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask is empty: nothing would be removed. Draw a box around the thing, or paint it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask is empty: there is nothing to cut out. Draw a box around the thing, or paint it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask is not of the layer's size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask is {0} and the picture {1}; they must be of one size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask is {0} {1} and covers {2}. Give 8-bit values, one for each pixel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask reaches to {0}, beyond the picture of {1} x {2} pixels. Find the mask again in this picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The memory did not suffice for this edit. Close other programs, choose a smaller preset or a smaller box, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mode {0} is not known here and was taken as normal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model hub answers with an error ({0}). Try again later; what was fetched is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model hub cannot be reached, or the connection broke. Check the network and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model may not be used commercially without a licence from Black Forest Labs; the licence also lists forbidden uses.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new canvas has no area. Give a width and a height of at least one pixel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The outline may be wrong in part. Look at it, and mend it with the brush if it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The part "{0}" should be one .safetensors file and holds {1}. Download it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parts of "{0}" do not belong together: {1} tokens a side are {2} px with its quantiser, not what {3} says. Get the model again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The parts take {0}, and the disk of "{1}" has {2} left. Choose another folder or make room.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture cannot be written as 16-bit PNG. Export it as TIFF instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture cannot be written as {0} ({1}). Export it as PNG instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture has no pixels. Open another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is {0} x {1} pixels; editing needs at least {2} on each side.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture needs at least one pixel each way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture was converted from {0} to RGB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture's 16 bits a channel became 8, which is what this format holds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pipeline in "{0}" brings program code of its own ({1}), which is never run here. Choose a pipeline that is made of diffusers' own classes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pipeline in "{0}" cannot be loaded: its files are damaged or do not fit together. Get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pipeline {0} takes no mask, so it cannot edit a region. Choose an inpainting pipeline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The point ({0}, {1}) lies outside of the picture, which is {2} x {3} pixels. Point at something in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program's own file "resources/{0}" is missing. Install lredit again, or clone it whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project's pixels could not be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt is empty. Say what should be in the picture, for example "a red apple".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt is too long for this model, which does not read "{0}". Say it in fewer words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt speaks of "{0}" and "replaces" of "{1}". Say one of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The repository "{0}" lists a file "{1}" that would lie outside of its folder. Nothing was fetched; do not use this repository.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same with a detector made for speed; less sure of rare things.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The seed {0} is out of range. Choose a whole number from 0 to {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The self-supervised model has to be a vision transformer with patch tokens, such as DINO or DINOv2. Choose the folder of one, or "builtin".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server sent nothing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stages of a picture need a trunk of timm. Choose another bundle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stored export settings cannot be read. Choose them anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sub-folder "vqvae" is missing in "{0}". Get that sub-folder again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sub-folder "{0}" is missing in "{1}", whose model_index.json names it. Get that sub-folder, or the pipeline again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The surest at finding every thing of a kind, with masks; large, and given out by name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text tower of the image-text model in "{0}" is the Hugging Face model "{1}", whose configuration is not on this machine. Put its config.json into a folder "{2}" there, or choose a model with a text tower of open_clip's own; nothing is fetched.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The thing is cut off by the edge of the picture: where it goes, the cut will be seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The thing takes up so much of the picture that the place it leaves cannot be filled from the rest. Change it where it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The thing would be {0} times its size. Choose {1} to {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The thing would lie at {0}, outside of the picture of {1} x {2} pixels. Put it inside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tiny autoencoder "{0}" does not fit its configuration. Get it again with the {1} that belongs to it, in one folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tiny autoencoder has {0} {1}, this model's own has {2}. Choose the one that was made for this model: TAESD for Stable Diffusion 1 and 2, TAESDXL for XL, TAESD3 for 3, TAEF1 for FLUX.1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights in "{0}" are stored as {1} ("{2}"), which is not read here. Get the same model in float16, bfloat16 or plain float8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {0} has {1} characters; the models read {2} at the most. Say it in a sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The {0} holds a character that is no text (U+{1}). Type it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The “not from here” strokes leave too little of the picture to fill this place from. Take some of them away with the right button, or undo the last one, and edit again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The “not from here” strokes reach out of the picture. Paint them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no visible layers to merge.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no "{0}". Give the folder in which the part lies now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no LoRA file "{0}". Give a .safetensors file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no colour "{0}". Choose from: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no editor "{0}" to compare with. Choose {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file "{0}". Check the name, or open another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file "{0}". Check the name, or open another picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no file "{0}". Give the votes.csv of a study.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder "{0}". Check the name, and that its disk is there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder "{0}". Choose a folder that exists.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no folder "{0}". Give the folder of the part (or the .safetensors file of an editor), or "builtin".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no installed bundle "{0}". `lredit bundles list` names them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no layer below this one to merge it with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model bundle "{0}". Installed: {1}. Give one of these, or the folder of a bundle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture format "{0}". Choose one of {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room for "{0}" there: it would stay where it is. Say another place; in the window it can be dragged, too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room for the picture in shared memory, nor in "{0}" ({1}). Free {2} MB there and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no runtime "{0}". Choose one of: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sampler "{0}". Choose one of: {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no thing "{0}". `lredit library list` says which there are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no tiny autoencoder at "{0}". Where that of a bundle was moved: `lredit bundles relocate NAME FOLDER --part EDITOR-tiny-autoencoder`, or Locate under Models &gt; Installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no tiny autoencoder to make results with. Give one with --tiny-vae.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory for this edit, even with the models moved in one at a time. Choose a smaller model or fewer candidates, or close other programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory for this edit. Choose a smaller model, or close other programs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is not enough memory. Close other programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing at "{0}". Give the folder or the .safetensors file of a model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These models draw {0} things, and "{1}" is not among them. {2} For anything else, use a bundle of large models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These models have no detector: say which things are to be found, or choose another bundle.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These models know no "{0}": it was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These models know no {0}. Name other things, or leave them out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They find things in photographs and drawings, take them away, change and move them, and put in drawings of 138 things and what you cut out of your own photographs. To paint anything else, load a bundle of large models.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Things are added one at a time: say "a bird and a bird".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Things are edited one at a time: say which one, "the one on the left", and then the next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Things are mirrored from left to right only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This OpenRaster file has more layers than the program works with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This comparison needs a plain Stable Diffusion 1 or 2, not a {0} of {1} input channels. Choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is no OpenRaster picture, or it is damaged. Open it where it was made, and save it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is no lredit project. Open a file that was saved as one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This form of SAM 3 takes boxes, and no points ({0} were given).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This group is no longer in the document. Undo may bring it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no token of the hub: there is a blank or a letter with an accent in it. Copy it again; it begins with "hf_".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This layer is no longer in the document. Undo may bring it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This project file is damaged: a picture in it cannot be read. Open an earlier copy of it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This project was saved by a later version of lredit (its format is {0}, this one reads up to {1}). Open it with the version that saved it, or a later one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying out things on machines with little memory: a distilled model of half the size that knows no mask of its own, so that edges meet less well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two things cannot change places in one step. Move one of them, then the other.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update it (pip install --upgrade transformers), or choose another model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What can be changed: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What lies around a thing cannot be taken away. It can be blurred or darkened: "blur everything but {0}".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What should stay as it is needs no words. Say what should change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the camera noted (EXIF) cannot be written into a {0} file and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the file says about the picture (EXIF, texts) cannot be read and was left out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whatever words name, places and materials too, as a coarse map instead of boxes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which fits the words better?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which looks more real?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your account has no access to "{0}" yet. Open {1}, accept its licence there, and try again; some owners take a day to answer, and a token of limited scope must name gated repositories.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>narrower</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the graphics card has only {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no graphics card</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wider</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} "{1}" is here as far as byte {2} of {3}; download again to go on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} Or draw a box around it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} Your picture and layers are as they were; it starts anew with your next edit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} a second, {1} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} and {1} both {2}; a bundle takes one model for that. Leave one of them out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} and {1} would write to one file, "{2}", and one of them would be lost. Give each a name of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be loaded: its files are damaged or do not fit together. Install the bundle again, or choose another one ("builtin" always works).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot be loaded: its folder holds no weights (*.safetensors). Get it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} choices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} choices were made with the models of "{1}"; it takes {2} at least. Switch learning on in the window (Region, Learning from you), accept some edits, and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} decodes by {1}, for which no tiny autoencoder can stand. Leave it out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} denoising steps cannot be made. Choose 1 to {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} does not read so far: "{1}" is left out where it looks for the thing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} ended unexpectedly. Try again; copy the details to report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} ended, most likely for want of memory. Close other programs and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} for {1} of your own; the editors given are: {2}. Leave them out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds no word. Say it in words, for example "a red apple".</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} in "{1}" cannot be loaded: its files are damaged or do not fit together. Get them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} in "{1}" is not whole: {2} of its weights are missing or do not fit, the first "{3}". Get its files again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is damaged, and colours cannot be converted with it. Choose another one, or keep the colours.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of graphics memory, or {1} without</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of main memory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} on the graphics card and {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was left out: it cannot be read ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} would overwrite "{1}", which {2} reads. Give {3} another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} would overwrite the picture that is edited, "{1}". Give {2} another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} x {1} pixels are more than the {2} megapixels that the program works with. Give smaller sides.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} x {1} pixels are more than the {2} million that a picture may have. Choose a smaller size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} files match, everything loads.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} of its {2} layers find a place. Choose one made for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} of {2} parts do not fit: {3}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is locked. Unlock it in the layer panel first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Destination</name>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder and the name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the picture is exported to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>The comparison is ready: see Region &gt; Compare with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of a study</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own things: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DocumentHistory</name>
    <message>
        <source>Open {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>{0:.1f} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditorRows</name>
    <message>
        <source>Add another editor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Editor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Editor {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EditorSession</name>
    <message>
        <source>Accept “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported to {0}, without the selected candidate: accept it first to have it in the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exported to {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask stroke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} pixels changed outside of the layers' boxes. Undo the last step, and report this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Not from here” stroke</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace “{0}”, the picture that you opened?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a file “{0}” already. Replace it?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without compression, to compare</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source> %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is ({0} bit)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most so many pixels: smaller pictures stay as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bits a channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Per cent or pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt and seed of the edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What camera and author noted (EXIF)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is exported</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where it was taken (GPS)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written into the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} bit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Exporter</name>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>As it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is (PNG)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is (TIFF)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For the web (JPEG)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Longest side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Per cent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This profile works at 8 bits a channel: the picture's 16 will be rounded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has no transparency: what is transparent will lie over white.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} holds 8 bits a channel: the picture's 16 will be rounded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1} × {2} pixels, {3} bit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close anyway</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close without saving?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures from the web are not fetched. Save the file first, then open it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edits of {0} are neither saved nor exported; closing loses them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is still being exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The window closes once the file is written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture on the clipboard. Copy one, then paste it here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImageActions</name>
    <message>
        <source>Canvas size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flip the picture left to right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flip the picture upside down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resize to {0} x {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Straighten by {0:g}°</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn the picture left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn the picture right</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>A LoRA file changes an editor: choose one that is not built in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder that is a bundle already, from another machine:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder with bundle.json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least one part that is not built in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy a whole bundle…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the parts instead of using them where they lie</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drafts by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draws masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Editors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fills holes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image and text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patches of what lies around</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results by it, too: quicker, with softer details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampling is said of an editor: choose one that is not built in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Structure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of a model bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model’s own autoencoder alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until what is running is done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights must be safetensors; pickled checkpoints can run code when they are opened and are refused. What you add is loaded once before it counts as installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is built in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a folder of open_clip, with open_clip_config.json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a folder of timm with a self-supervised ViT, with config.json</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an AutoencoderTiny (TAESD) of the same editor’s kind: a folder of diffusers, or its file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>anything that words name: OWLv2, Grounding DINO, OmDet-Turbo, CLIPSeg or SAM 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>changes the first diffusion editor above that is not built in; 1 is as it was trained</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folders of diffusers, single files, folders of drawings; the first is the default</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>letters, digits, dots, dashes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>my-models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of the same editor; for a LoRA of few steps (LCM): lcm, 4 steps, guidance 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of what a box or a click is on: SAM or SAM 2; SAM 3 above does both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>where things were removed or moved from: a network of LaMa’s kind</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>InstalledPage</name>
    <message>
        <source>A folder with bundle.json, wherever it lies; it is not copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Built-in models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compares its files with their checksums and loads each part once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Editors: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Installed models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is in use; choose other models first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move “{0}” to the trash?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moves it to the trash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moves its files to another folder or disk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not where it was: {0}. Locate says where it lies now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parts that it fetched go with it, unless other models use them. Folders of your own that it only refers to stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder for the files of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of a model bundle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a bundle’s folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Verify</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where {0} lies now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the editor “{0}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the filling network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the image-text model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the self-supervised model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what finds and frames things</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what finds and frames things, the second</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IntentChoice</name>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Auto: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the edit is for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the edit is for. The words say it: remove the car, make the car blue, another duck.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit the likeliest of the regions that were learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Editing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finding anchor points</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn no more, and show one result in the region that was learned so far (Ctrl+Shift+Enter)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning the region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the selected candidate a layer (A)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Showing what there is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the edit (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Takes the learned regions away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same box with another seed (R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}  {1} of {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} candidates for {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyCapture</name>
    <message>
        <source>Press the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the keys; Backspace for none, Esc to leave them as they are</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>Add a key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change this key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The built-in keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is “{1}”. Take it from there?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1}. Change it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>In this file {0} stands for two things: {1}, and {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this file “{0}”, for {1}, is no key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no file of keys that was exported here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no file of keys: it cannot be read as JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} has its own meaning on the canvas and in lists. Choose another key.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>All built-in keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a key to change it. Keys that are held and the wheel stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files of keys (*{0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be used: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys of the file are in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keys were exported to {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no file of keys: it holds no text.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KnownThingsHint</name>
    <message>
        <source>Did you mean {0}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From your own photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get a model that paints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In this photograph things can be found, removed, changed, moved and doubled: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or click on the thing, or draw a box around it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The built-in models cannot paint: in a photograph, they put a drawing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These models draw {0} things, and “{1}” is none of them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These models know no word for “{0}” in photographs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To paint new things,</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What they can draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another duck</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>blur everything but the dog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>get a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>make the car blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remove the car</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LargePicture</name>
    <message>
        <source>Arrow keys flip through the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>A group; the arrow folds it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers, the topmost first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture as it was opened; it never changes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hidden</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>locked</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerPanel</name>
    <message>
        <source>Accepted edits become layers here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the layer (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More that can be done to layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the layer down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the layer up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename the layer (F2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerProperties</name>
    <message>
        <source>Blend mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blur</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How softly the layer's mask ends</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the layer meets what lies below it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invert mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moves the edge of the layer's mask outwards or inwards; the edit itself is not made again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows all of the layer's box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soften</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warmth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without mask</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LayerWork</name>
    <message>
        <source>Add an adjustment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjust {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adjustment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blend {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clip {0} to the layer below</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duplicate {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Group {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge all that is seen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merge {0} down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Merged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opacity of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint the mask of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Release {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take the group apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transform {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{0}” is locked. Unlock it in the layer panel first.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>attention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grid</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>grounding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>objectness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>text</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LoraRows</name>
    <message>
        <source>Add a LoRA file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of it: 1 as it was trained, 0 nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LoRA files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights (*.safetensors)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Expected loss</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Expected loss over the windows, {0} steps: from {1:.3f} to {2:.3f}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The expected loss while the region is learned</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Dropped picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing opened yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening a picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MaskChange</name>
    <message>
        <source>Grow the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Invert the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only this box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shrink the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Soften the mask’s edge</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MessageBanner</name>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Something went wrong in the program. Your picture is safe; copy the details to report it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OtherEditorsForm</name>
    <message>
        <source>A model of {0}: none chosen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instruction for InstructPix2Pix</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is told: turn the cat into an apple</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnThings</name>
    <message>
        <source>1 photograph</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 thing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the folder again to go on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its shadow was cut out with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing new in “{0}”: {1} passed over, looked through before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photograph {0} of {1} in “{2}”: {3} found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quality: how sure, sharp, large and whole it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped at photograph {0} of {1}: {2} found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped before the first photograph.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no photographs in “{0}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from {0}, {1} x {2} px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quality {0} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} found in {1} of “{2}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} passed over: looked through before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} things</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnThingsDialog</name>
    <message>
        <source>, in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder of photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder with photographs of your own: the dogs, cups, cars and people in them that are large and sharp enough are cut out, to be laid into other pictures. Looking through takes a second or two for each photograph, and can be stopped at any time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase all things?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Erase all…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every thing that was cut out goes for good. Your photographs stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgets all things, for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks for things in all photographs of a folder and its sub-folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop the search first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it out of the list (Del); its photograph stays as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The list cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They go from this list for good. Your photographs stay as they are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Things cut out of your own photographs, with their edges and shadows. They are kept on this machine{0}. Your photographs are not changed, and nothing is sent anywhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Things to look for besides what the models know by themselves</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words with commas between, for things that the models do not look for by themselves; may be left empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write another name (F2, or a double click)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own things</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>espresso, lighthouse</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Erase all” starts anew; a backup of its folder brings it back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OwnThingsList</name>
    <message>
        <source>Your own things</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PartRows</name>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PartView</name>
    <message>
        <source>Drag it or use the arrow keys to see another part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture as the file will show it, pixel for pixel</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureTabs</name>
    <message>
        <source>Open pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, changed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureTiles</name>
    <message>
        <source>Compared pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PlaceChoice</name>
    <message>
        <source>Choose a .safetensors file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights (*.safetensors)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Pointing</name>
    <message>
        <source>Looking at the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing stands out here: drag to draw a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing stands out in this box. It stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One region stands out here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point at a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region {0} of {1}, the largest: click again for the smallest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region {0} of {1}: click again for a larger one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snap the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Snapped to what stands out in the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The box frames what is in it already</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PresetChoice</name>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete this preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save a preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save these settings as a preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What these settings are called:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProfileChoice</name>
    <message>
        <source>A colour profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it is ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an ICC file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour profile</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colour profiles (*.icc *.icm *.ICC *.ICM)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sRGB, for screens and the web</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProjectActions</name>
    <message>
        <source>Layers for other programs, OpenRaster (*{0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lredit projects (*{0})</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PromptPanel</name>
    <message>
        <source>Advanced settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Few places, few candidates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much is tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Many places, many candidates; takes its time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is replaced; may be left empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it replaces, for example: the cat. May be left empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What should be in the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What should be there?  e.g. a red apple</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What suits most pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>anything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as the prompt says</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replaces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResizeDialog</name>
    <message>
        <source>Resize the picture</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SampleButton</name>
    <message>
        <source>Open the sample {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SamplingChoice</name>
    <message>
        <source> steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Guidance: as the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps: as the preset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model’s own sampler</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>guidance </source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Photographs looked through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was found is kept; adding the folder again goes on from there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was left out, and why</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Selection</name>
    <message>
        <source>Draw a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave the strokes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the box</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source> MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As many as there are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the words say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At 1:1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewer leave room for other programs, and edits take longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files opened lately</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fitted into the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For each picture. When it is full, the oldest steps go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgets their names; the files stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>General</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast is black and white, with thick frames around what has the keyboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How closely you frame things is kept on this machine; pictures are not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How large a picture is shown at first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How large the squares are that show where a picture is transparent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many are listed in the menu and on the welcome page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much is tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often what is not saved yet is written aside, so that a crash loses little.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep unsaved work safe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learn from the edits that I accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory for undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is sent anywhere, and no connection is opened unless you ask for a download.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of every edit, until another is chosen here or beside the prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Of menus, dialogs and messages. Prompts are understood best in English.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remember files opened lately</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Squares under transparency</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take what your picture stands out from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder of the models that were installed. The model manager can move a bundle elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The models are loaded anew once no edit runs. The line at the bottom says what is used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Threads of the processor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What an edit is for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is chosen beside the prompt when the program starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the export dialog begins with. Whoever gets the file can read them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was learned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where models lie</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without a network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write prompt and seed into exports</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Find a setting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No setting is called that. Try another word.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Everything on this page as it was at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset page</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SeveralTargetsLine</name>
    <message>
        <source>A semicolon between them takes things apart too: a cat; a dog</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One thing: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read as:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it as one thing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} for {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} things, each in a region of its own:</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Loading models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Memory: the window {0}, the models {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models and what they can draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} px changed outside the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} x {1} px, {2} bit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StraightenDialog</name>
    <message>
        <source>Angle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turns clockwise; what would lie beyond the picture is cut off.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StudyDialog</name>
    <message>
        <source>Begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Questions answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thank you. Your votes are in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The left picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture as it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The right picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which fits the words better?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which looks more real?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You will see pairs of pictures, each made from the picture in the middle by the words above it. Two questions are asked of each pair. There is no right answer, and your votes stay in the study's folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} pairs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>← this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>→ this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↓ both alike</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TermsDialog</name>
    <message>
        <source>About {0} are fetched, less what is here already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept and download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept the licence on the page above with your account, and give a token of that account. It is used for this download and not stored; leave it empty if this machine is logged in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token of your account on the hub</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hf_…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}, {1}. {2}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ThingsPage</name>
    <message>
        <source>No models are loaded. Choose others under Installed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs on {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These models draw whatever the prompt says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To put anything else into photographs, fetch a bundle of large models under Get more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the models can draw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} things. Double-click one to write it into the prompt.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>UiState</name>
    <message>
        <source>An edit is running; stop it to start another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit inside this box only, without looking for a region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find the region and edit it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a picture first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what should be there first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The models are still loading; the edit starts as soon as they are ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is being opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These models cannot draw this; below the prompt is what they know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These models know no word for this thing: click on it, or draw a box around it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This picture is too small: editing needs at least {0} pixels on each side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} characters are too many: the models read {1} at the most. Say it in a sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}; about {1}, as the last time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Drop a photograph here, type what you want to see, and lredit finds the place for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or try a sample</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say what should be there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WindowLayout</name>
    <message>
        <source>Advanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canvas tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of the picture shows as it was; hold C to see all of it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Layers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Main tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Panels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>View</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ZoomField</name>
    <message>
        <source>Fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in per cent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom: type a per cent, or choose one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_RowDelegate</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>_SizeFields</name>
    <message>
        <source> px</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Height</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep proportions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
