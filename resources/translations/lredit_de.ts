<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>A smaller region</source>
        <translation>Ein kleinerer Bereich</translation>
    </message>
    <message>
        <source>A tour of one minute</source>
        <translation>Ein Rundgang von einer Minute</translation>
    </message>
    <message>
        <source>Accept the candidate</source>
        <translation>Vorschlag annehmen</translation>
    </message>
    <message>
        <source>Advanced settings</source>
        <translation>Erweiterte Einstellungen</translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation>Anderer Startwert</translation>
    </message>
    <message>
        <source>Arrows, with Shift</source>
        <translation>Pfeiltasten, mit Umschalt</translation>
    </message>
    <message>
        <source>Blink between before and after</source>
        <translation>Zwischen vorher und nachher blinken</translation>
    </message>
    <message>
        <source>Brush: add to the mask; right button: take away</source>
        <translation>Pinsel: zur Maske hinzufügen; rechte Taste: wegnehmen</translation>
    </message>
    <message>
        <source>C (hold)</source>
        <translation>C (halten)</translation>
    </message>
    <message>
        <source>Candidates side by side…</source>
        <translation>Vorschläge nebeneinander …</translation>
    </message>
    <message>
        <source>Canvas size…</source>
        <translation>Arbeitsfläche …</translation>
    </message>
    <message>
        <source>Click</source>
        <translation>Klick</translation>
    </message>
    <message>
        <source>Clip to the layer below, or release</source>
        <translation>An die Ebene darunter binden oder lösen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Compare before and after</source>
        <translation>Vorher und nachher vergleichen</translation>
    </message>
    <message>
        <source>Compare with…</source>
        <translation>Vergleichen mit …</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Crop to the box</source>
        <translation>Auf den Rahmen zuschneiden</translation>
    </message>
    <message>
        <source>Ctrl (hold)</source>
        <translation>Strg (halten)</translation>
    </message>
    <message>
        <source>Ctrl + arrows</source>
        <translation>Strg + Pfeiltasten</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Drag a box or a layer without snapping</source>
        <translation>Rahmen oder Ebene ohne Einrasten ziehen</translation>
    </message>
    <message>
        <source>Draw a box</source>
        <translation>Rahmen zeichnen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit again</source>
        <translation>Noch einmal bearbeiten</translation>
    </message>
    <message>
        <source>Edit this box; with the box tool: draw one</source>
        <translation>Diesen Rahmen bearbeiten; mit dem Rahmenwerkzeug: einen zeichnen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Export again as last time</source>
        <translation>Wie zuletzt exportieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>F2, Del, Space</source>
        <translation>F2, Entf, Leertaste</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>Befehl suchen …</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Flip left to right</source>
        <translation>Waagerecht spiegeln</translation>
    </message>
    <message>
        <source>Flip the picture left to right</source>
        <translation>Bild waagerecht spiegeln</translation>
    </message>
    <message>
        <source>Flip the picture upside down</source>
        <translation>Bild senkrecht spiegeln</translation>
    </message>
    <message>
        <source>Flip upside down</source>
        <translation>Senkrecht spiegeln</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Go to the prompt</source>
        <translation>Zur Beschreibung</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppieren</translation>
    </message>
    <message>
        <source>Grow the mask</source>
        <translation>Maske vergrößern</translation>
    </message>
    <message>
        <source>Guides</source>
        <translation>Hilfslinien</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Invert the mask</source>
        <translation>Maske umkehren</translation>
    </message>
    <message>
        <source>Keep snapshot…</source>
        <translation>Zustand festhalten …</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Lasso: add to the mask; right button: take away</source>
        <translation>Lasso: zur Maske hinzufügen; rechte Taste: wegnehmen</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>Learning from you…</source>
        <translation>Von dir lernen …</translation>
    </message>
    <message>
        <source>Leave the box; stop the edit</source>
        <translation>Rahmen verlassen; Bearbeitung anhalten</translation>
    </message>
    <message>
        <source>Lock or unlock</source>
        <translation>Sperren oder entsperren</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Match its colours to those around it</source>
        <translation>Ihre Farben an die Umgebung angleichen</translation>
    </message>
    <message>
        <source>Merge all that is seen</source>
        <translation>Alles Sichtbare verschmelzen</translation>
    </message>
    <message>
        <source>Merge down</source>
        <translation>Nach unten verschmelzen</translation>
    </message>
    <message>
        <source>Mirror the view</source>
        <translation>Ansicht spiegeln</translation>
    </message>
    <message>
        <source>Models and what they can draw</source>
        <translation>Modelle und was sie zeichnen können</translation>
    </message>
    <message>
        <source>Move the box by 1 or 10 pixels</source>
        <translation>Rahmen um 1 oder 10 Pixel verschieben</translation>
    </message>
    <message>
        <source>New adjustment layer</source>
        <translation>Neue Einstellungsebene</translation>
    </message>
    <message>
        <source>New guide…</source>
        <translation>Neue Hilfslinie …</translation>
    </message>
    <message>
        <source>Next candidate</source>
        <translation>Nächster Vorschlag</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Not from here: paint over what nothing is filled from; right button: take away</source>
        <translation>Nicht von hier: übermalen, woraus nichts gefüllt werden soll; rechte Taste: wegnehmen</translation>
    </message>
    <message>
        <source>One more box: all of them are edited together</source>
        <translation>Noch ein Rahmen: alle werden zusammen bearbeitet</translation>
    </message>
    <message>
        <source>Only this box</source>
        <translation>Nur dieser Rahmen</translation>
    </message>
    <message>
        <source>Open batch…</source>
        <translation>Stapel öffnen…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>Verschieben der Ansicht</translation>
    </message>
    <message>
        <source>Paste a picture</source>
        <translation>Bild einfügen</translation>
    </message>
    <message>
        <source>Pixel grid</source>
        <translation>Pixelraster</translation>
    </message>
    <message>
        <source>Previous candidate</source>
        <translation>Voriger Vorschlag</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Put the panels back</source>
        <translation>Bedienfelder zurücksetzen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Region here, then a larger one</source>
        <translation>Bereich an dieser Stelle, dann ein größerer</translation>
    </message>
    <message>
        <source>Rename, delete, hide the chosen layer</source>
        <translation>Gewählte Ebene umbenennen, löschen, ausblenden</translation>
    </message>
    <message>
        <source>Resize the box</source>
        <translation>Größe des Rahmens ändern</translation>
    </message>
    <message>
        <source>Resize…</source>
        <translation>Bildgröße …</translation>
    </message>
    <message>
        <source>Revert to what was saved</source>
        <translation>Zurück zum gespeicherten Stand</translation>
    </message>
    <message>
        <source>Rulers</source>
        <translation>Lineale</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>Kopie speichern …</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter …</translation>
    </message>
    <message>
        <source>See the picture as it was</source>
        <translation>Das Bild sehen, wie es war</translation>
    </message>
    <message>
        <source>Select and move boxes</source>
        <translation>Rahmen wählen und verschieben</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Shift, right button</source>
        <translation>Umschalt, rechte Taste</translation>
    </message>
    <message>
        <source>Shift, with the box tool</source>
        <translation>Umschalt, mit dem Rahmenwerkzeug</translation>
    </message>
    <message>
        <source>Show anchors and boxes</source>
        <translation>Ankerpunkte und Rahmen anzeigen</translation>
    </message>
    <message>
        <source>Show the difference from before</source>
        <translation>Unterschied zu vorher zeigen</translation>
    </message>
    <message>
        <source>Show what draws attention</source>
        <translation>Zeigen, was Aufmerksamkeit weckt</translation>
    </message>
    <message>
        <source>Show what there is</source>
        <translation>Zeigen, was da ist</translation>
    </message>
    <message>
        <source>Show where it looks</source>
        <translation>Zeigen, wohin gesehen wird</translation>
    </message>
    <message>
        <source>Shrink the mask</source>
        <translation>Maske verkleinern</translation>
    </message>
    <message>
        <source>Size and angle as it was made</source>
        <translation>Größe und Winkel wie erstellt</translation>
    </message>
    <message>
        <source>Snap the box to the thing in it</source>
        <translation>Rahmen an das Ding darin anpassen</translation>
    </message>
    <message>
        <source>Snap to edges and centres</source>
        <translation>An Kanten und Mitten einrasten</translation>
    </message>
    <message>
        <source>Soften its edge</source>
        <translation>Kante weichzeichnen</translation>
    </message>
    <message>
        <source>Space (hold), middle button</source>
        <translation>Leertaste (halten), mittlere Taste</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Straighten…</source>
        <translation>Ausrichten …</translation>
    </message>
    <message>
        <source>Take all guides away</source>
        <translation>Alle Hilfslinien entfernen</translation>
    </message>
    <message>
        <source>Take the group apart</source>
        <translation>Gruppe auflösen</translation>
    </message>
    <message>
        <source>The region under the pointer; again: a larger one, with Shift: a smaller one</source>
        <translation>Der Bereich unter dem Zeiger; noch einmal: ein größerer, mit Umschalt: ein kleinerer</translation>
    </message>
    <message>
        <source>Turn left by 90°</source>
        <translation>Um 90° nach links drehen</translation>
    </message>
    <message>
        <source>Turn right by 90°</source>
        <translation>Um 90° nach rechts drehen</translation>
    </message>
    <message>
        <source>Turn the picture left by 90°</source>
        <translation>Bild um 90° nach links drehen</translation>
    </message>
    <message>
        <source>Turn the picture right by 90°</source>
        <translation>Bild um 90° nach rechts drehen</translation>
    </message>
    <message>
        <source>Turn the view left</source>
        <translation>Ansicht nach links drehen</translation>
    </message>
    <message>
        <source>Turn the view right</source>
        <translation>Ansicht nach rechts drehen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>View neither turned nor mirrored</source>
        <translation>Ansicht weder gedreht noch gespiegelt</translation>
    </message>
    <message>
        <source>Vote in a study…</source>
        <translation>In einer Studie abstimmen …</translation>
    </message>
    <message>
        <source>Welcome page</source>
        <translation>Startseite</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>With a brush: its size; with Shift its hardness</source>
        <translation>Mit einem Pinsel: seine Größe; mit Umschalt seine Härte</translation>
    </message>
    <message>
        <source>With the brush, the lasso or “not from here”: take away</source>
        <translation>Mit Pinsel, Lasso oder „Nicht von hier“: wegnehmen</translation>
    </message>
    <message>
        <source>Write prompt and seed into exports</source>
        <translation>Beschreibung und Startwert in Exporte schreiben</translation>
    </message>
    <message>
        <source>Your own things…</source>
        <translation>Eigene Dinge …</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom to the pointer; with Ctrl over an edge of the box: move that edge</source>
        <translation>Zum Zeiger hin zoomen; mit Strg über einer Kante des Rahmens: diese Kante bewegen</translation>
    </message>
    <message>
        <source>[ and ], Ctrl + wheel</source>
        <translation>[ und ], Strg + Mausrad</translation>
    </message>
</context>
<context>
    <name>AdvancedPanel</name>
    <message>
        <source>1 repaints the box; less keeps more of what was there</source>
        <translation>1 malt den Rahmen neu; weniger behält mehr von dem, was da war</translation>
    </message>
    <message>
        <source>A thing lies inside the window and not around it</source>
        <translation>Ein Ding liegt im Fenster und nicht darum herum</translation>
    </message>
    <message>
        <source>Advanced settings</source>
        <translation>Erweiterte Einstellungen</translation>
    </message>
    <message>
        <source>Anchors</source>
        <translation>Ankerpunkte</translation>
    </message>
    <message>
        <source>As in the paper</source>
        <translation>Wie in der Veröffentlichung</translation>
    </message>
    <message>
        <source>Ask the bundle's detector</source>
        <translation>Den Detektor des Modellpakets fragen</translation>
    </message>
    <message>
        <source>Back to the preset</source>
        <translation>Zurück zur Vorgabe</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Close-up</source>
        <translation>Nahaufnahme</translation>
    </message>
    <message>
        <source>Denoising steps of the final edits</source>
        <translation>Entrauschungsschritte der fertigen Bearbeitungen</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Draw another seed</source>
        <translation>Anderen Startwert ziehen</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>Editor</translation>
    </message>
    <message>
        <source>Expected loss</source>
        <translation>Erwarteter Verlust</translation>
    </message>
    <message>
        <source>Final edits made and ranked</source>
        <translation>Fertige Bearbeitungen, die gemacht und geordnet werden</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>Gradient estimator</source>
        <translation>Gradientenschätzer</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Führung</translation>
    </message>
    <message>
        <source>How closely the pixels follow the prompt</source>
        <translation>Wie genau die Pixel der Beschreibung folgen</translation>
    </message>
    <message>
        <source>How it is painted</source>
        <translation>Wie gemalt wird</translation>
    </message>
    <message>
        <source>How softly the edit meets its surroundings, inside the box</source>
        <translation>Wie weich die Bearbeitung in ihre Umgebung übergeht, innerhalb des Rahmens</translation>
    </message>
    <message>
        <source>How the region is looked for</source>
        <translation>Wie der Bereich gesucht wird</translation>
    </message>
    <message>
        <source>How the region network learns</source>
        <translation>Wie das Bereichsnetz lernt</translation>
    </message>
    <message>
        <source>K: places where a region may begin</source>
        <translation>K: Stellen, an denen ein Bereich beginnen kann</translation>
    </message>
    <message>
        <source>Keep away</source>
        <translation>Fernhalten</translation>
    </message>
    <message>
        <source>L_Clip: the picture against the prompt (as in the paper)</source>
        <translation>L_Clip: das Bild gegen die Beschreibung (wie in der Veröffentlichung)</translation>
    </message>
    <message>
        <source>L_Dir: the change follows the words (as in the paper)</source>
        <translation>L_Dir: die Änderung folgt den Worten (wie in der Veröffentlichung)</translation>
    </message>
    <message>
        <source>L_Str: keeps the layout (as in the paper)</source>
        <translation>L_Str: erhält den Aufbau (wie in der Veröffentlichung)</translation>
    </message>
    <message>
        <source>Learned by</source>
        <translation>Gelernt durch</translation>
    </message>
    <message>
        <source>Learning steps</source>
        <translation>Lernschritte</translation>
    </message>
    <message>
        <source>Looks for regions and ranks as the paper says, to compare with; off, everything is set back</source>
        <translation>Sucht Bereiche und ordnet wie in der Veröffentlichung, zum Vergleich; ausgeschaltet wird alles zurückgesetzt</translation>
    </message>
    <message>
        <source>Match colours</source>
        <translation>Farben angleichen</translation>
    </message>
    <message>
        <source>Matches the colours of the edit to those around the box</source>
        <translation>Gleicht die Farben der Bearbeitung denen rund um den Rahmen an</translation>
    </message>
    <message>
        <source>Negative prompt</source>
        <translation>Negative Beschreibung</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Gegenstand</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Zielfunktion</translation>
    </message>
    <message>
        <source>Painted by</source>
        <translation>Gemalt von</translation>
    </message>
    <message>
        <source>Prefers smaller windows</source>
        <translation>Bevorzugt kleinere Fenster</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Relevance</source>
        <translation>Bezug</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Sets all of these back to what Fast, Balanced or Thorough have</source>
        <translation>Setzt alles hier auf die Werte von Schnell, Ausgewogen oder Gründlich zurück</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Softness</source>
        <translation>Weichheit</translation>
    </message>
    <message>
        <source>Source similarity</source>
        <translation>Ähnlichkeit zum Ersetzten</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Straight-through</source>
        <translation>Straight-Through</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>The bundle's own choice</source>
        <translation>Die Wahl des Modellpakets</translation>
    </message>
    <message>
        <source>The bundle's own models that find what words name and draw masks are asked where things are</source>
        <translation>Die Modelle des Pakets, die Benanntes finden und Masken zeichnen, werden gefragt, wo die Dinge sind</translation>
    </message>
    <message>
        <source>The edit makes the picture more like the prompt and less like what is replaced</source>
        <translation>Die Bearbeitung macht das Bild der Beschreibung ähnlicher und dem Ersetzten unähnlicher</translation>
    </message>
    <message>
        <source>The objective that is chosen does not use this weight.</source>
        <translation>Die gewählte Zielfunktion benutzt dieses Gewicht nicht.</translation>
    </message>
    <message>
        <source>The paper's recipe</source>
        <translation>Das Rezept der Veröffentlichung</translation>
    </message>
    <message>
        <source>The place speaks of what is replaced; around it nothing does</source>
        <translation>Die Stelle spricht von dem, was ersetzt wird; um sie herum tut es nichts</translation>
    </message>
    <message>
        <source>The place, seen close up, looks like what is replaced</source>
        <translation>Die Stelle sieht aus der Nähe aus wie das, was ersetzt wird</translation>
    </message>
    <message>
        <source>The same seed gives the same pixels again</source>
        <translation>Derselbe Startwert ergibt wieder dieselben Pixel</translation>
    </message>
    <message>
        <source>The same, seen close up</source>
        <translation>Dasselbe, aus der Nähe gesehen</translation>
    </message>
    <message>
        <source>The window frames something whole</source>
        <translation>Das Fenster rahmt etwas Ganzes</translation>
    </message>
    <message>
        <source>Weights of the loss</source>
        <translation>Gewichte des Verlusts</translation>
    </message>
    <message>
        <source>What paints inside the box</source>
        <translation>Was innerhalb des Rahmens malt</translation>
    </message>
    <message>
        <source>Which loss is learned</source>
        <translation>Welcher Verlust gelernt wird</translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>Ganzes</translation>
    </message>
    <message>
        <source>what should not appear</source>
        <translation>was nicht erscheinen soll</translation>
    </message>
</context>
<context>
    <name>BatchActions</name>
    <message>
        <source>Each gets a tab, and takes memory as long as it is open.</source>
        <translation>Jedes bekommt einen Reiter und braucht Speicher, solange es offen ist.</translation>
    </message>
    <message>
        <source>Open them</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open {0} pictures?</source>
        <translation>{0} Bilder öffnen?</translation>
    </message>
    <message>
        <source>The folder with the results of a batch</source>
        <translation>Der Ordner mit den Ergebnissen eines Stapels</translation>
    </message>
    <message>
        <source>Without a project a result opens as it is: without candidates and boxes.</source>
        <translation>Ohne Projekt öffnet sich ein Ergebnis, wie es ist: ohne Vorschläge und Kästen.</translation>
    </message>
</context>
<context>
    <name>BatchDialog</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>Anderer Ordner…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Drag the line, or press , and . – hold C to see it as it was</source>
        <translation>Die Linie ziehen, oder , und . drücken – C halten zeigt, wie es war</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Bearbeitet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Open in the editor</source>
        <translation>Im Editor öffnen</translation>
    </message>
    <message>
        <source>Open {0} in the editor</source>
        <translation>{0} im Editor öffnen</translation>
    </message>
    <message>
        <source>Reading the results</source>
        <translation>Die Ergebnisse werden gelesen</translation>
    </message>
    <message>
        <source>Results of a batch</source>
        <translation>Ergebnisse eines Stapels</translation>
    </message>
    <message>
        <source>Results of a batch: {0}</source>
        <translation>Ergebnisse eines Stapels: {0}</translation>
    </message>
    <message>
        <source>Try it in the editor</source>
        <translation>Im Editor versuchen</translation>
    </message>
    <message>
        <source>Words or the name of a picture</source>
        <translation>Worte oder der Name eines Bildes</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
</context>
<context>
    <name>BatchResults</name>
    <message>
        <source>1 picture</source>
        <translation>1 Bild</translation>
    </message>
    <message>
        <source>Changed since the batch made it</source>
        <translation>Geändert, seit der Stapel es machte</translation>
    </message>
    <message>
        <source>Opened in the editor</source>
        <translation>Im Editor geöffnet</translation>
    </message>
    <message>
        <source>{0} instead of {1}</source>
        <translation>{0} statt {1}</translation>
    </message>
    <message>
        <source>{0} pictures</source>
        <translation>{0} Bilder</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <translation>{0}, {1}</translation>
    </message>
    <message>
        <source>{0}, {1} of them failed</source>
        <translation>{0}, davon {1} fehlgeschlagen</translation>
    </message>
    <message>
        <source>“{0}” holds no results of a batch. Choose the folder that was given with --out.</source>
        <translation>„{0}“ enthält keine Ergebnisse eines Stapels. Wähle den Ordner, der mit --out angegeben wurde.</translation>
    </message>
</context>
<context>
    <name>BlendMode</name>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Colour burn</source>
        <translation>Farbig nachbelichten</translation>
    </message>
    <message>
        <source>Colour dodge</source>
        <translation>Farbig abwedeln</translation>
    </message>
    <message>
        <source>Darken</source>
        <translation>Abdunkeln</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Exclusion</source>
        <translation>Ausschluss</translation>
    </message>
    <message>
        <source>Hard light</source>
        <translation>Hartes Licht</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>Farbton</translation>
    </message>
    <message>
        <source>Lighten</source>
        <translation>Aufhellen</translation>
    </message>
    <message>
        <source>Luminosity</source>
        <translation>Luminanz</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>Multiplizieren</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Overlay</source>
        <translation>Ineinanderkopieren</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Negativ multiplizieren</translation>
    </message>
    <message>
        <source>Soft light</source>
        <translation>Weiches Licht</translation>
    </message>
</context>
<context>
    <name>BoxBar</name>
    <message>
        <source>Edit inside this box only (Enter)</source>
        <translation>Nur innerhalb dieses Rahmens bearbeiten (Eingabe)</translation>
    </message>
    <message>
        <source>Edit these {0} boxes</source>
        <translation>Diese {0} Rahmen bearbeiten</translation>
    </message>
    <message>
        <source>Edit this box</source>
        <translation>Rahmen bearbeiten</translation>
    </message>
    <message>
        <source>Edit this mask</source>
        <translation>Maske bearbeiten</translation>
    </message>
    <message>
        <source>Leave the box</source>
        <translation>Rahmen verlassen</translation>
    </message>
    <message>
        <source>Leave the box (Esc)</source>
        <translation>Rahmen verlassen (Esc)</translation>
    </message>
</context>
<context>
    <name>BoxFields</name>
    <message>
        <source>H</source>
        <translation>H</translation>
    </message>
    <message>
        <source>Height of the box, in pixels</source>
        <translation>Höhe des Rahmens, in Pixeln</translation>
    </message>
    <message>
        <source>Keep the proportions</source>
        <translation>Seitenverhältnis beibehalten</translation>
    </message>
    <message>
        <source>Keep the proportions when width or height is typed</source>
        <translation>Seitenverhältnis beibehalten, wenn Breite oder Höhe eingegeben wird</translation>
    </message>
    <message>
        <source>Left edge of the box, in pixels</source>
        <translation>Linke Kante des Rahmens, in Pixeln</translation>
    </message>
    <message>
        <source>Upper edge of the box, in pixels</source>
        <translation>Obere Kante des Rahmens, in Pixeln</translation>
    </message>
    <message>
        <source>W</source>
        <translation>B</translation>
    </message>
    <message>
        <source>Width of the box, in pixels</source>
        <translation>Breite des Rahmens, in Pixeln</translation>
    </message>
    <message>
        <source>X</source>
        <translation>X</translation>
    </message>
    <message>
        <source>Y</source>
        <translation>Y</translation>
    </message>
</context>
<context>
    <name>BundleManager</name>
    <message>
        <source>Adding {0}</source>
        <translation>{0} wird hinzugefügt</translation>
    </message>
    <message>
        <source>Looking for the part of {0}</source>
        <translation>Der Teil von {0} wird gesucht</translation>
    </message>
    <message>
        <source>Moving {0}</source>
        <translation>{0} wird verschoben</translation>
    </message>
    <message>
        <source>Removing {0}</source>
        <translation>{0} wird entfernt</translation>
    </message>
    <message>
        <source>The files of {0} lie in {1} now.</source>
        <translation>Die Dateien von {0} liegen jetzt in {1}.</translation>
    </message>
    <message>
        <source>Verifying {0}</source>
        <translation>{0} wird geprüft</translation>
    </message>
    <message>
        <source>{0} is in the trash.</source>
        <translation>{0} liegt im Papierkorb.</translation>
    </message>
    <message>
        <source>{0} is installed and works.</source>
        <translation>{0} ist installiert und funktioniert.</translation>
    </message>
    <message>
        <source>{0} is whole again.</source>
        <translation>{0} ist wieder vollständig.</translation>
    </message>
</context>
<context>
    <name>BundleManagerDialog</name>
    <message>
        <source>From disk</source>
        <translation>Vom Datenträger</translation>
    </message>
    <message>
        <source>Get more</source>
        <translation>Mehr holen</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>CandidateStrip</name>
    <message>
        <source>Box {0} x {1} px at {2}, {3}</source>
        <translation>Rahmen {0} x {1} px bei {2}, {3}</translation>
    </message>
    <message>
        <source>Candidate {0}, {1}</source>
        <translation>Vorschlag {0}, {1}</translation>
    </message>
    <message>
        <source>Candidates appear here as they are painted</source>
        <translation>Hier erscheinen die Vorschläge, sobald sie gemalt sind</translation>
    </message>
    <message>
        <source>Candidates, best first</source>
        <translation>Vorschläge, die besten zuerst</translation>
    </message>
    <message>
        <source>Earlier ({0})</source>
        <translation>Früher ({0})</translation>
    </message>
    <message>
        <source>Losses: prompt {0:.3f}, structure {1:.3f}, direction {2:.3f}</source>
        <translation>Verluste: Beschreibung {0:.3f}, Aufbau {1:.3f}, Richtung {2:.3f}</translation>
    </message>
    <message>
        <source>Ranked by its loss, {0:.3f}</source>
        <translation>Nach dem Verlust geordnet, {0:.3f}</translation>
    </message>
    <message>
        <source>Score {0:.3f}: text {1:.3f}, image {2:.3f}</source>
        <translation>Wertung {0:.3f}: Text {1:.3f}, Bild {2:.3f}</translation>
    </message>
    <message>
        <source>Seed {0}, {1}</source>
        <translation>Startwert {0}, {1}</translation>
    </message>
    <message>
        <source>What former prompts brought stands behind the latest candidates</source>
        <translation>Was frühere Beschreibungen ergaben, steht hinter den neuesten Vorschlägen</translation>
    </message>
    <message>
        <source>not sure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>sicher</translation>
    </message>
</context>
<context>
    <name>CanvasDialog</name>
    <message>
        <source>At the bottom</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>At the bottom left</source>
        <translation>Unten links</translation>
    </message>
    <message>
        <source>At the bottom right</source>
        <translation>Unten rechts</translation>
    </message>
    <message>
        <source>At the left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>At the right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>At the top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>At the top left</source>
        <translation>Oben links</translation>
    </message>
    <message>
        <source>At the top right</source>
        <translation>Oben rechts</translation>
    </message>
    <message>
        <source>Canvas size</source>
        <translation>Arbeitsfläche</translation>
    </message>
    <message>
        <source>In the middle</source>
        <translation>In der Mitte</translation>
    </message>
    <message>
        <source>New ground is transparent where the picture can be, else white.</source>
        <translation>Neue Fläche ist durchsichtig, wo das Bild es sein kann, sonst weiß.</translation>
    </message>
    <message>
        <source>Where the picture lies</source>
        <translation>Wo das Bild liegt</translation>
    </message>
</context>
<context>
    <name>CatalogueCard</name>
    <message>
        <source>Deletes what was fetched so far</source>
        <translation>Löscht, was bisher geholt wurde</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Download…</source>
        <translation>Herunterladen …</translation>
    </message>
    <message>
        <source>Looking at this machine…</source>
        <translation>Dieser Rechner wird angesehen …</translation>
    </message>
    <message>
        <source>One download at a time</source>
        <translation>Ein Download nach dem anderen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Progress of the download of {0}</source>
        <translation>Fortschritt des Downloads von {0}</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>needs an account on the hub and a token</source>
        <translation>braucht ein Konto beim Hub und ein Token</translation>
    </message>
    <message>
        <source>{0} to fetch</source>
        <translation>{0} zu laden</translation>
    </message>
</context>
<context>
    <name>CataloguePage</name>
    <message>
        <source>Asking the hub…</source>
        <translation>Der Hub wird gefragt …</translation>
    </message>
    <message>
        <source>Models that can be fetched</source>
        <translation>Modelle, die geholt werden können</translation>
    </message>
    <message>
        <source>Nothing is fetched until you press Download; lredit is offline otherwise.</source>
        <translation>Nichts wird geholt, bevor du auf „Herunterladen“ drückst; sonst ist lredit offline.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Paused at {0}</source>
        <translation>Angehalten bei {0}</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>Wird angehalten …</translation>
    </message>
    <message>
        <source>Pausing… {0}</source>
        <translation>Wird angehalten … {0}</translation>
    </message>
    <message>
        <source>{0} are here; Resume goes on from there.</source>
        <translation>{0} sind hier; „Fortsetzen“ macht dort weiter.</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
</context>
<context>
    <name>ChoicesDialog</name>
    <message>
        <source>Choices, the latest first</source>
        <translation>Entscheidungen, die letzte zuerst</translation>
    </message>
    <message>
        <source>Export the choices</source>
        <translation>Entscheidungen exportieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>For every edit that you accept, its box and prompt and what the models saw around it are kept on this machine, in {0}. Pictures are not kept, and nothing is sent anywhere.</source>
        <translation>Zu jeder Bearbeitung, die du annimmst, werden ihr Rahmen, ihre Beschreibung und was die Modelle ringsum gesehen haben auf diesem Rechner aufbewahrt, in {0}. Bilder werden nicht aufbewahrt, und nichts wird irgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget all choices?</source>
        <translation>Alle Entscheidungen vergessen?</translation>
    </message>
    <message>
        <source>Forget everything…</source>
        <translation>Alles vergessen …</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Learn how closely I frame things from the edits I accept</source>
        <translation>Aus den angenommenen Bearbeitungen lernen, wie eng ich Dinge einrahme</translation>
    </message>
    <message>
        <source>Learning from you</source>
        <translation>Von dir lernen</translation>
    </message>
    <message>
        <source>What was learned from them goes with them. This cannot be undone.</source>
        <translation>Was daraus gelernt wurde, geht mit. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Zip archive (*.zip)</source>
        <translation>Zip-Archiv (*.zip)</translation>
    </message>
    <message>
        <source>{0}   {1}   box {2} x {3} px in {4} x {5}</source>
        <translation>{0}   {1}   Rahmen {2} x {3} px in {4} x {5}</translation>
    </message>
    <message>
        <source>{0} choices were exported to {1}.</source>
        <translation>{0} Entscheidungen wurden nach {1} exportiert.</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>Passende Befehle</translation>
    </message>
    <message>
        <source>Nothing is called that. Try another word.</source>
        <translation>Nichts heißt so. Versuche ein anderes Wort.</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchtest du tun?</translation>
    </message>
</context>
<context>
    <name>ComparisonDialog</name>
    <message>
        <source>Choose at least one editor.</source>
        <translation>Wähle mindestens einen Editor.</translation>
    </message>
    <message>
        <source>Choose editors and where their models lie, then press Compare. Each repaints the whole picture, one after the other.</source>
        <translation>Wähle Editoren und wo ihre Modelle liegen, dann drücke auf „Vergleichen“. Jeder malt das ganze Bild neu, einer nach dem anderen.</translation>
    </message>
    <message>
        <source>Choose the model of {0}.</source>
        <translation>Wähle das Modell von {0}.</translation>
    </message>
    <message>
        <source>Choose whom to compare with</source>
        <translation>Wähle, womit verglichen wird</translation>
    </message>
    <message>
        <source>Close this and write a prompt first.</source>
        <translation>Schließe dies und schreibe zuerst eine Beschreibung.</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Compare with editors that know no region</source>
        <translation>Mit Editoren vergleichen, die keinen Bereich kennen</translation>
    </message>
    <message>
        <source>Editors</source>
        <translation>Editoren</translation>
    </message>
    <message>
        <source>Looking at the picture</source>
        <translation>Das Bild wird angesehen</translation>
    </message>
    <message>
        <source>Our edit is the selected candidate; the others get the picture without it.</source>
        <translation>Unsere Bearbeitung ist der gewählte Vorschlag; die anderen bekommen das Bild ohne ihn.</translation>
    </message>
    <message>
        <source>Our own edit is made first.</source>
        <translation>Unsere eigene Bearbeitung wird zuerst gemacht.</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.webp)</source>
        <translation>Bilder (*.png *.jpg *.webp)</translation>
    </message>
    <message>
        <source>Save the pictures side by side</source>
        <translation>Bilder nebeneinander speichern</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>There is no prompt yet</source>
        <translation>Noch keine Beschreibung</translation>
    </message>
    <message>
        <source>{0} denoising steps each, as in the advanced settings</source>
        <translation>je {0} Entrauschungsschritte, wie in den erweiterten Einstellungen</translation>
    </message>
    <message>
        <source>{0}: picture {1} of {2}</source>
        <translation>{0}: Bild {1} von {2}</translation>
    </message>
    <message>
        <source>“{0}” instead of “{1}”</source>
        <translation>„{0}“ statt „{1}“</translation>
    </message>
</context>
<context>
    <name>ComparisonManager</name>
    <message>
        <source>Saved to {0}</source>
        <translation>Gespeichert unter {0}</translation>
    </message>
</context>
<context>
    <name>ContextMenus</name>
    <message>
        <source>Give it a star</source>
        <translation>Mit Stern versehen</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Show the {0} that are hidden</source>
        <translation>Die {0} ausgeblendeten zeigen</translation>
    </message>
    <message>
        <source>Take the star away</source>
        <translation>Stern wegnehmen</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>"{0}" cannot be read ({1}). Get it again.</source>
        <translation>„{0}“ lässt sich nicht lesen ({1}). Hole es noch einmal.</translation>
    </message>
    <message>
        <source>"{0}" cannot be read ({1}). Give the votes.csv of a study.</source>
        <translation>„{0}“ lässt sich nicht lesen ({1}). Gib die votes.csv einer Studie an.</translation>
    </message>
    <message>
        <source>"{0}" cannot be read ({1}). Install the bundle again.</source>
        <translation>„{0}“ lässt sich nicht lesen ({1}). Installiere das Modellpaket noch einmal.</translation>
    </message>
    <message>
        <source>"{0}" cannot be read or written ({1}). Choose another name or place.</source>
        <translation>„{0}“ kann nicht gelesen oder geschrieben werden ({1}). Wähle einen anderen Namen oder Ort.</translation>
    </message>
    <message>
        <source>"{0}" cannot be read. Check that you may read it; nothing was copied.</source>
        <translation>„{0}“ kann nicht gelesen werden. Prüfe, ob du es lesen darfst; nichts wurde kopiert.</translation>
    </message>
    <message>
        <source>"{0}" cannot be read. Get the model again.</source>
        <translation>„{0}“ lässt sich nicht lesen. Hole das Modell noch einmal.</translation>
    </message>
    <message>
        <source>"{0}" cannot be read. Get the pipeline again.</source>
        <translation>„{0}“ lässt sich nicht lesen. Hole die Pipeline noch einmal.</translation>
    </message>
    <message>
        <source>"{0}" cannot be written ({1}). Check the folder and its permissions, and download again.</source>
        <translation>„{0}“ lässt sich nicht schreiben ({1}). Prüfe den Ordner und seine Rechte, und lade noch einmal herunter.</translation>
    </message>
    <message>
        <source>"{0}" cannot be written ({1}). Choose another folder or name.</source>
        <translation>„{0}“ lässt sich nicht schreiben ({1}). Wähle einen anderen Ordner oder Namen.</translation>
    </message>
    <message>
        <source>"{0}" could not be moved to "{1}" ({2}). Everything is where it was; check the folder and its room.</source>
        <translation>„{0}“ konnte nicht nach „{1}“ verschoben werden ({2}). Alles ist, wo es war; prüfe den Ordner und seinen Platz.</translation>
    </message>
    <message>
        <source>"{0}" covers {1} of the picture: the rest does not suffice to fill it. Change it instead ("make {2} darker"), or draw a box around the part that is meant.</source>
        <translation>„{0}“ bedeckt {1} des Bildes: der Rest reicht nicht, um es zu füllen. Ändere es stattdessen („make {2} darker“), oder zeichne einen Rahmen um den gemeinten Teil.</translation>
    </message>
    <message>
        <source>"{0}" from "{1}" does not match its checksum: it was damaged on the way, or somebody changed it. It was deleted; download again to fetch it anew.</source>
        <translation>„{0}“ aus „{1}“ passt nicht zu seiner Prüfsumme: es wurde unterwegs beschädigt, oder jemand hat es verändert. Es wurde gelöscht; lade noch einmal herunter, um es neu zu holen.</translation>
    </message>
    <message>
        <source>"{0}" has a denoiser of {1} input channels that attends to a text of width {2}; no model like that is known here. Put a folder "{3}" with its configuration files beside it.</source>
        <translation>„{0}“ hat einen Entrauscher mit {1} Eingabekanälen, der Text der Breite {2} beachtet; so ein Modell ist hier nicht bekannt. Lege einen Ordner „{3}“ mit seinen Konfigurationsdateien daneben.</translation>
    </message>
    <message>
        <source>"{0}" has no column "{1}". Give the votes.csv of a study.</source>
        <translation>„{0}“ hat keine Spalte „{1}“. Gib die votes.csv einer Studie an.</translation>
    </message>
    <message>
        <source>"{0}" has no part "{1}". It has: {2}.</source>
        <translation>„{0}“ hat keinen Teil „{1}“. Es hat: {2}.</translation>
    </message>
    <message>
        <source>"{0}" has {1} x {2} pixels of {3} bytes each; {4} MB are the most that can be opened. Scale it down first, or save it with 8 bits a channel.</source>
        <translation>„{0}“ hat {1} x {2} Pixel zu je {3} Byte; höchstens {4} MB können geöffnet werden. Verkleinere es zuerst, oder speichere es mit 8 Bit je Kanal.</translation>
    </message>
    <message>
        <source>"{0}" has {1} x {2} pixels; {3} are the most that a side may have. Cut it into parts first.</source>
        <translation>„{0}“ hat {1} x {2} Pixel; eine Seite darf höchstens {3} haben. Zerteile es zuerst.</translation>
    </message>
    <message>
        <source>"{0}" has {1} x {2} pixels; {3} million pixels are the most that can be opened. Scale it down first.</source>
        <translation>„{0}“ hat {1} x {2} Pixel; höchstens {3} Millionen Pixel können geöffnet werden. Verkleinere es zuerst.</translation>
    </message>
    <message>
        <source>"{0}" holds a denoiser but no {1}. Give a checkpoint that is whole.</source>
        <translation>„{0}“ enthält einen Entrauscher, aber kein {1}. Gib einen vollständigen Checkpoint an.</translation>
    </message>
    <message>
        <source>"{0}" holds a {1}, which is no masked transformer. Use it as "diffusion".</source>
        <translation>„{0}“ enthält ein {1}, das kein maskierter Transformer ist. Verwende es als „diffusion“.</translation>
    </message>
    <message>
        <source>"{0}" holds more than {1} files. Choose the folder of a model; nothing was copied.</source>
        <translation>„{0}“ enthält mehr als {1} Dateien. Wähle den Ordner eines Modells; nichts wurde kopiert.</translation>
    </message>
    <message>
        <source>"{0}" holds no diffusers pipeline (no model_index.json). Choose the folder that has it.</source>
        <translation>„{0}“ enthält keine Pipeline von diffusers (kein model_index.json). Wähle den Ordner, der sie hat.</translation>
    </message>
    <message>
        <source>"{0}" holds no masked transformer (neither model_index.json nor {1}). Choose the folder that has it.</source>
        <translation>„{0}“ enthält keinen maskierten Transformer (weder model_index.json noch {1}). Wähle den Ordner, der ihn hat.</translation>
    </message>
    <message>
        <source>"{0}" holds no network of LaMa's kind. Choose a "big-lama" that was converted to safetensors.</source>
        <translation>„{0}“ enthält kein Netz von LaMas Art. Wähle ein „big-lama“, das nach safetensors umgewandelt wurde.</translation>
    </message>
    <message>
        <source>"{0}" holds no weights (*.safetensors). Get them from where the model is from.</source>
        <translation>„{0}“ enthält keine Gewichte (*.safetensors). Hole sie dort, woher das Modell ist.</translation>
    </message>
    <message>
        <source>"{0}" holds no weights (*.safetensors). Install the bundle again.</source>
        <translation>„{0}“ enthält keine Gewichte (*.safetensors). Installiere das Modellpaket noch einmal.</translation>
    </message>
    <message>
        <source>"{0}" holds numbers of no known kind. Export it with 8 or 16 bits a channel first.</source>
        <translation>„{0}“ enthält Zahlen unbekannter Art. Exportiere es zuerst mit 8 oder 16 Bit je Kanal.</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" asks for code of its own ("auto_map"). Nothing of a model is run here: take a release of the model that transformers itself knows.</source>
        <translation>„{0}“ in „{1}“ verlangt eigenen Code („auto_map“). Von einem Modell wird hier nichts ausgeführt: nimm eine Ausgabe des Modells, die transformers selbst kennt.</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" holds no weights (model.safetensors or diffusion_pytorch_model.safetensors). Get that sub-folder again.</source>
        <translation>„{0}“ in „{1}“ enthält keine Gewichte (model.safetensors oder diffusion_pytorch_model.safetensors). Hole diesen Unterordner noch einmal.</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is a pickled checkpoint, which can run code when it is opened; it was not loaded. Convert it to safetensors (safetensors.torch.save_file) and put that file in its place.</source>
        <translation>„{0}“ in „{1}“ ist ein Pickle-Checkpoint, der beim Öffnen Code ausführen kann; er wurde nicht geladen. Wandle ihn nach safetensors um (safetensors.torch.save_file) und lege diese Datei an seine Stelle.</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is a pipe or a device and no file. Take it out of the folder, or install the bundle again.</source>
        <translation>„{0}“ in „{1}“ ist eine Pipe oder ein Gerät und keine Datei. Nehmen Sie sie aus dem Ordner oder installieren Sie das Paket neu.</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is code. Nothing of a model is run here: take a release of the model that transformers itself knows.</source>
        <translation>„{0}“ in „{1}“ ist Code. Von einem Modell wird hier nichts ausgeführt: nimm eine Ausgabe des Modells, die transformers selbst kennt.</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is damaged or cut short. Get that file again.</source>
        <translation>„{0}“ in „{1}“ ist beschädigt oder abgeschnitten. Hole diese Datei noch einmal.</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is larger than {2} MB, which no text of a model is: it is damaged. Install the bundle again.</source>
        <translation>„{0}“ in „{1}“ ist größer als {2} MB, was kein Text eines Modells ist: Die Datei ist beschädigt. Installieren Sie das Paket neu.</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" is no safetensors file; such files can run code when they are opened. Take it out of the folder: model.safetensors is enough.</source>
        <translation>„{0}“ in „{1}“ ist keine safetensors-Datei; solche Dateien können beim Öffnen Code ausführen. Nimm sie aus dem Ordner: model.safetensors genügt.</translation>
    </message>
    <message>
        <source>"{0}" in "{1}" would be loaded by "{2}", which is no part of the model libraries; it was not. Get a pipeline of diffusers.</source>
        <translation>„{0}“ in „{1}“ würde von „{2}“ geladen, das nicht zu den Modellbibliotheken gehört; es wurde nicht geladen. Besorgen Sie eine Pipeline für diffusers.</translation>
    </message>
    <message>
        <source>"{0}" is a JPEG that is put together from more than {1} scans, which takes too long to decode. Save it anew with another program, and open that.</source>
        <translation>„{0}“ ist ein JPEG, das aus mehr als {1} Durchgängen zusammengesetzt wird; es zu dekodieren dauert zu lange. Speichere es mit einem anderen Programm neu und öffne das.</translation>
    </message>
    <message>
        <source>"{0}" is a LoRA, which changes a model but is none. Give it with --lora.</source>
        <translation>„{0}“ ist eine LoRA, die ein Modell ändert, aber keines ist. Gib sie mit --lora an.</translation>
    </message>
    <message>
        <source>"{0}" is a camera raw, which has to be developed first. Export it from a raw developer (darktable, RawTherapee, the camera's own program) as 16-bit TIFF or as JPEG, and open that.</source>
        <translation>„{0}“ ist ein Rohbild einer Kamera, das erst entwickelt werden muss. Exportiere es aus einem Raw-Entwickler (darktable, RawTherapee, dem Programm der Kamera) als TIFF mit 16 Bit oder als JPEG, und öffne das.</translation>
    </message>
    <message>
        <source>"{0}" is a folder. Give the name of a file.</source>
        <translation>„{0}“ ist ein Ordner. Gib den Namen einer Datei an.</translation>
    </message>
    <message>
        <source>"{0}" is a folder. Open a picture inside it.</source>
        <translation>„{0}“ ist ein Ordner. Öffne ein Bild darin.</translation>
    </message>
    <message>
        <source>"{0}" is a link that leads nowhere. Put the file itself there; nothing was copied.</source>
        <translation>„{0}“ ist ein Verweis, der ins Leere führt. Lege die Datei selbst dorthin; nichts wurde kopiert.</translation>
    </message>
    <message>
        <source>"{0}" is a link to a folder that holds it. Take it out of the folder; nothing was copied.</source>
        <translation>„{0}“ ist ein Verweis auf einen Ordner, der ihn enthält. Nimm ihn aus dem Ordner; nichts wurde kopiert.</translation>
    </message>
    <message>
        <source>"{0}" is a link to what lies outside of its folder. Put the file itself there; nothing was copied.</source>
        <translation>„{0}“ ist ein Verweis auf etwas außerhalb seines Ordners. Lege die Datei selbst dorthin; nichts wurde kopiert.</translation>
    </message>
    <message>
        <source>"{0}" is a pickled checkpoint, which can run code when it is opened; it was not loaded. Convert it to safetensors (safetensors.torch.save_file) and give that file.</source>
        <translation>„{0}“ ist ein Pickle-Checkpoint, der beim Öffnen Code ausführen kann; er wurde nicht geladen. Wandle ihn nach safetensors um (safetensors.torch.save_file) und gib diese Datei an.</translation>
    </message>
    <message>
        <source>"{0}" is a pipe or a device and no file. Save what comes from it as a file, and open that.</source>
        <translation>„{0}“ ist eine Pipe oder ein Gerät und keine Datei. Speichere, was daraus kommt, als Datei, und öffne diese.</translation>
    </message>
    <message>
        <source>"{0}" is a pipe or a device and no file. Take it out of the folder; nothing was copied.</source>
        <translation>„{0}“ ist eine Pipe oder ein Gerät und keine Datei. Nimm es aus dem Ordner; nichts wurde kopiert.</translation>
    </message>
    <message>
        <source>"{0}" is a profile for {1}, but pictures are RGB. Choose an RGB profile.</source>
        <translation>„{0}“ ist ein Profil für {1}, Bilder sind aber RGB. Wähle ein RGB-Profil.</translation>
    </message>
    <message>
        <source>"{0}" is a stack of pictures ({1}). Export one of them alone first.</source>
        <translation>„{0}“ ist ein Stapel von Bildern ({1}). Exportiere zuerst eines davon allein.</translation>
    </message>
    <message>
        <source>"{0}" is an InstructPix2Pix model, which changes whole pictures and knows no region. Choose an inpainting model; compare with this one by `lredit compare --with instruct-pix2pix=...`.</source>
        <translation>„{0}“ ist ein InstructPix2Pix-Modell, das ganze Bilder ändert und keinen Bereich kennt. Wähle ein Inpainting-Modell; mit diesem vergleichst du durch `lredit compare --with instruct-pix2pix=...`.</translation>
    </message>
    <message>
        <source>"{0}" is damaged or incomplete and cannot be decoded. Copy the file again from where it came.</source>
        <translation>„{0}“ ist beschädigt oder unvollständig und lässt sich nicht dekodieren. Kopiere die Datei noch einmal von dort, woher sie kam.</translation>
    </message>
    <message>
        <source>"{0}" is damaged or was cut short ({1} bytes are here). Get the file again.</source>
        <translation>„{0}“ ist beschädigt oder wurde abgeschnitten ({1} Bytes sind hier). Hole die Datei noch einmal.</translation>
    </message>
    <message>
        <source>"{0}" is damaged: it names what can be no file. Install the bundle again.</source>
        <translation>„{0}“ ist beschädigt: Es nennt, was keine Datei sein kann. Installieren Sie das Paket neu.</translation>
    </message>
    <message>
        <source>"{0}" is damaged: {1}: {2}. Install the bundle again, or mend that entry.</source>
        <translation>„{0}“ ist beschädigt: {1}: {2}. Installiere das Modellpaket noch einmal, oder bessere diesen Eintrag aus.</translation>
    </message>
    <message>
        <source>"{0}" is installed already. Use it with --bundle {1}, or remove it first.</source>
        <translation>„{0}“ ist schon installiert. Verwende es mit --bundle {1}, oder entferne es zuerst.</translation>
    </message>
    <message>
        <source>"{0}" is laid out as no single-file model that is known here ({1}). Give the folder of its diffusers pipeline, or put a folder "{2}" with its configuration files beside it.</source>
        <translation>„{0}“ ist wie kein Ein-Datei-Modell aufgebaut, das hier bekannt ist ({1}). Gib den Ordner seiner diffusers-Pipeline an, oder lege einen Ordner „{2}“ mit seinen Konfigurationsdateien daneben.</translation>
    </message>
    <message>
        <source>"{0}" is larger than {1} GB, the most that a picture file may have. Scale the picture down first.</source>
        <translation>„{0}“ ist größer als {1} GB; mehr darf eine Bilddatei nicht haben. Verkleinere das Bild zuerst.</translation>
    </message>
    <message>
        <source>"{0}" is missing. Get the file again.</source>
        <translation>„{0}“ fehlt. Besorgen Sie die Datei neu.</translation>
    </message>
    <message>
        <source>"{0}" is missing. Install it again, or say where it lies now.</source>
        <translation>„{0}“ fehlt. Installiere es noch einmal, oder sage, wo es jetzt liegt.</translation>
    </message>
    <message>
        <source>"{0}" is missing. Install the bundle again.</source>
        <translation>„{0}“ fehlt. Installiere das Paket noch einmal.</translation>
    </message>
    <message>
        <source>"{0}" is no LoRA: none of its tensors is called one. Give another file.</source>
        <translation>„{0}“ ist keine LoRA: keiner seiner Tensoren heißt so. Gib eine andere Datei an.</translation>
    </message>
    <message>
        <source>"{0}" is no address of a workstation. Write HOST:PORT, for example 192.168.1.20:{1}.</source>
        <translation>"{0}" ist keine Adresse einer Workstation. Schreibe HOST:PORT, zum Beispiel 192.168.1.20:{1}.</translation>
    </message>
    <message>
        <source>"{0}" is no colour profile. Choose an ICC file (.icc or .icm).</source>
        <translation>„{0}“ ist kein Farbprofil. Wähle eine ICC-Datei (.icc oder .icm).</translation>
    </message>
    <message>
        <source>"{0}" is no detector or segmenter: it holds no {1}. Choose the folder that has it.</source>
        <translation>„{0}“ ist weder Detektor noch Segmentierer: es enthält kein {1}. Wähle den Ordner, der es hat.</translation>
    </message>
    <message>
        <source>"{0}" is no editor: it holds neither a diffusers pipeline (model_index.json) nor sub-folders of drawings.</source>
        <translation>„{0}“ ist kein Editor: es enthält weder eine diffusers-Pipeline (model_index.json) noch Unterordner mit Zeichnungen.</translation>
    </message>
    <message>
        <source>"{0}" is no file name. Choose another file.</source>
        <translation>„{0}“ ist kein Dateiname. Wähle eine andere Datei.</translation>
    </message>
    <message>
        <source>"{0}" is no file that can be read. Open a project file.</source>
        <translation>„{0}“ ist keine Datei, die sich lesen lässt. Öffne eine Projektdatei.</translation>
    </message>
    <message>
        <source>"{0}" is no file that can be read. Open another one.</source>
        <translation>„{0}“ ist keine Datei, die sich lesen lässt. Öffne eine andere.</translation>
    </message>
    <message>
        <source>"{0}" is no filling network: give one .safetensors file, or the folder that holds it. A pickled checkpoint (.pt, .ckpt) can run code when it is opened and is not read.</source>
        <translation>„{0}“ ist kein Füllnetz: gib eine .safetensors-Datei an oder den Ordner, der sie enthält. Ein Pickle-Checkpoint (.pt, .ckpt) kann beim Öffnen Code ausführen und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>"{0}" is no folder. Choose a folder that exists.</source>
        <translation>„{0}“ ist kein Ordner. Wähle einen Ordner, den es gibt.</translation>
    </message>
    <message>
        <source>"{0}" is no list of classes ([{"name": "tabby cat", "synonyms": ["cat"]}, ...]). Mend that file.</source>
        <translation>„{0}“ ist keine Liste von Klassen ([{"name": "tabby cat", "synonyms": ["cat"]}, ...]). Bessere diese Datei aus.</translation>
    </message>
    <message>
        <source>"{0}" is no model file. Give a .safetensors file or the folder of a pipeline.</source>
        <translation>„{0}“ ist keine Modelldatei. Gib eine .safetensors-Datei oder den Ordner einer Pipeline an.</translation>
    </message>
    <message>
        <source>"{0}" is no network of LaMa's kind that is known here: {1} of its weights do not fit ("{2}"). Choose a converted "big-lama".</source>
        <translation>„{0}“ ist kein hier bekanntes Netz von LaMas Art: {1} seiner Gewichte passen nicht („{2}“). Wähle ein umgewandeltes „big-lama“.</translation>
    </message>
    <message>
        <source>"{0}" is no place that is known here. Say "to the left", "to the right", "up" or "down".</source>
        <translation>„{0}“ ist kein Ort, der hier bekannt ist. Sage „to the left“, „to the right“, „up“ oder „down“.</translation>
    </message>
    <message>
        <source>"{0}" is no project file. Open a file that was saved as one.</source>
        <translation>„{0}“ ist keine Projektdatei. Öffne eine Datei, die als solche gespeichert wurde.</translation>
    </message>
    <message>
        <source>"{0}" is no tiny autoencoder: it holds no {1}. Give the folder of an {2} (config.json and safetensors), or its .safetensors file.</source>
        <translation>„{0}“ ist kein kleiner Autoencoder: es enthält kein {1}. Gib den Ordner eines {2} an (config.json und safetensors) oder seine .safetensors-Datei.</translation>
    </message>
    <message>
        <source>"{0}" is no word that these models know in drawings: the region is a guess. Click on it, or draw a box.</source>
        <translation>„{0}“ ist kein Wort, das diese Modelle in Zeichnungen kennen: der Bereich ist geraten. Klicke darauf oder zeichne einen Rahmen.</translation>
    </message>
    <message>
        <source>"{0}" is no word that these models know in photographs. {1}</source>
        <translation>„{0}“ ist kein Wort, das diese Modelle in Fotos kennen. {1}</translation>
    </message>
    <message>
        <source>"{0}" is no {1} in the layout of diffusers. Give the {2} of TAESD or its kin; files that hold its encoder or its decoder alone are of another layout.</source>
        <translation>„{0}“ ist kein {1} im Aufbau von diffusers. Gib das {2} von TAESD oder seiner Verwandten an; Dateien, die nur Encoder oder Decoder enthalten, sind anders aufgebaut.</translation>
    </message>
    <message>
        <source>"{0}" is not a model bundle: it holds no {1}. Choose the folder that has one, or use the built-in bundle ("builtin").</source>
        <translation>„{0}“ ist kein Modellpaket: es enthält kein {1}. Wähle den Ordner, der eines hat, oder nimm das eingebaute Paket („builtin“).</translation>
    </message>
    <message>
        <source>"{0}" is not a picture that can be read. Open a PNG, JPEG, WebP, TIFF, HEIC, AVIF, BMP or GIF file.</source>
        <translation>„{0}“ ist kein Bild, das sich lesen lässt. Öffne eine PNG-, JPEG-, WebP-, TIFF-, HEIC-, AVIF-, BMP- oder GIF-Datei.</translation>
    </message>
    <message>
        <source>"{0}" is not here yet. Download "{1}" again to fetch what is missing.</source>
        <translation>„{0}“ ist noch nicht hier. Lade „{1}“ noch einmal herunter, um das Fehlende zu holen.</translation>
    </message>
    <message>
        <source>"{0}" is not of the form NAME=FOLDER, such as plug-and-play=~/models/sd15.</source>
        <translation>„{0}“ hat nicht die Form NAME=ORDNER, etwa plug-and-play=~/models/sd15.</translation>
    </message>
    <message>
        <source>"{0}" is not the {1} of a bundle: it holds no {2}. Choose the folder that has it.</source>
        <translation>„{0}“ ist nicht das {1} eines Modellpakets: es enthält kein {2}. Wähle den Ordner, der es hat.</translation>
    </message>
    <message>
        <source>"{0}" is not {1}: it holds no {2}. Choose the folder that has it.</source>
        <translation>„{0}“ ist nicht {1}: es enthält kein {2}. Wähle den Ordner, der es hat.</translation>
    </message>
    <message>
        <source>"{0}" is not {1}: it holds no {2}. Install the bundle again.</source>
        <translation>„{0}“ ist nicht {1}: es enthält kein {2}. Installiere das Modellpaket noch einmal.</translation>
    </message>
    <message>
        <source>"{0}" is nothing that can be done here. Things can be replaced, added, removed, moved, doubled, made larger or smaller, mirrored ("flip the dog"), and changed in colour, light and sharpness.</source>
        <translation>„{0}“ ist nichts, was hier gemacht werden kann. Dinge lassen sich ersetzen, hinzufügen, entfernen, verschieben, verdoppeln, vergrößern oder verkleinern, spiegeln („flip the dog“) und in Farbe, Licht und Schärfe ändern.</translation>
    </message>
    <message>
        <source>"{0}" is of the kind "{1}", which is not known here as a detector or segmenter. These kinds are: {2}.</source>
        <translation>„{0}“ ist von der Art „{1}“, die hier nicht als Detektor oder Segmentierer bekannt ist. Bekannt sind: {2}.</translation>
    </message>
    <message>
        <source>"{0}" is of the kind {1}, which is not read here. Give a {2} file.</source>
        <translation>„{0}“ ist von der Art {1}, die hier nicht gelesen wird. Gib eine {2}-Datei an.</translation>
    </message>
    <message>
        <source>"{0}" is on the hub no more: {1}. Get a newer lredit, or install a folder that you have with `lredit bundles compose`.</source>
        <translation>„{0}“ gibt es beim Hub nicht mehr: {1}. Hole ein neueres lredit, oder installiere einen Ordner, den du hast, mit `lredit bundles compose`.</translation>
    </message>
    <message>
        <source>"{0}" is one of the choices themselves. Write them to another file, such as choices.zip.</source>
        <translation>„{0}“ ist selbst eine der Entscheidungen. Schreibe sie in eine andere Datei, etwa choices.zip.</translation>
    </message>
    <message>
        <source>"{0}" is only for those who accepted its licence. Accept it at {1}, make a token with read access in your account's settings there, and give it here (--token, or the field in the window).</source>
        <translation>„{0}“ ist nur für die, die seine Lizenz angenommen haben. Nimm sie unter {1} an, mache in den Einstellungen deines Kontos dort ein Token mit Leserecht und gib es hier an (--token oder das Feld im Fenster).</translation>
    </message>
    <message>
        <source>"{0}" is read as plain words: these models know no weights. Put what matters first instead.</source>
        <translation>„{0}“ wird als gewöhnliche Wörter gelesen: diese Modelle kennen keine Gewichtungen. Stelle stattdessen das Wichtigste voran.</translation>
    </message>
    <message>
        <source>"{0}" is there already and holds no choices. Write them to another file, such as choices.zip.</source>
        <translation>„{0}“ gibt es schon und enthält keine Entscheidungen. Schreibe sie in eine andere Datei, etwa choices.zip.</translation>
    </message>
    <message>
        <source>"{0}" is there already. Choose an empty folder, or take that away first.</source>
        <translation>„{0}“ gibt es schon. Wähle einen leeren Ordner, oder nimm das zuerst weg.</translation>
    </message>
    <message>
        <source>"{0}" is write-protected. Choose another name.</source>
        <translation>„{0}“ ist schreibgeschützt. Wähle einen anderen Namen.</translation>
    </message>
    <message>
        <source>"{0}" is {1} without its {2}. Put a folder "{3}" beside it with {4} of a {5} pipeline in diffusers' layout, or give the folder of the whole pipeline.</source>
        <translation>„{0}“ ist {1} ohne sein {2}. Lege einen Ordner „{3}“ daneben, mit {4} einer {5}-Pipeline im Aufbau von diffusers, oder gib den Ordner der ganzen Pipeline an.</translation>
    </message>
    <message>
        <source>"{0}" lacks its tokenizer (tokenizer.json). Get that file too.</source>
        <translation>„{0}“ fehlt sein Tokenizer (tokenizer.json). Hole auch diese Datei.</translation>
    </message>
    <message>
        <source>"{0}" lacks preprocessor_config.json. Get that file from where the model is from.</source>
        <translation>„{0}“ fehlt preprocessor_config.json. Hole diese Datei dort, woher das Modell ist.</translation>
    </message>
    <message>
        <source>"{0}" lacks {1} of the weights of its {2} ("{3}" is the first). Get the file again, or put a folder with its own configuration beside it.</source>
        <translation>„{0}“ fehlen {1} der Gewichte seines {2} („{3}“ ist das erste). Hole die Datei noch einmal, oder lege einen Ordner mit ihrer eigenen Konfiguration daneben.</translation>
    </message>
    <message>
        <source>"{0}" lies inside of what is to be moved. Choose another folder.</source>
        <translation>„{0}“ liegt in dem, was verschoben werden soll. Wähle einen anderen Ordner.</translation>
    </message>
    <message>
        <source>"{0}" names "{1}" as its default editor but has {2}. Mend that entry.</source>
        <translation>„{0}“ nennt „{1}“ als voreingestellten Editor, hat aber {2}. Bessere diesen Eintrag aus.</translation>
    </message>
    <message>
        <source>"{0}" names "{1}", which leads out of its folder. Put the files there, or name them from the root on.</source>
        <translation>„{0}“ nennt „{1}“, was aus dem Ordner hinausführt. Legen Sie die Dateien hinein oder nennen Sie sie mit vollem Pfad.</translation>
    </message>
    <message>
        <source>"{0}" names no class. Mend that file.</source>
        <translation>„{0}“ nennt keine Klasse. Bessere diese Datei aus.</translation>
    </message>
    <message>
        <source>"{0}" names none of the {1} classes that this model can draw, among them {2}. Name one of them, or choose another editor.</source>
        <translation>„{0}“ nennt keine der {1} Klassen, die dieses Modell zeichnen kann, darunter {2}. Nenne eine davon, oder wähle einen anderen Editor.</translation>
    </message>
    <message>
        <source>"{0}" names {1} classes, but the model was trained with {2}. Get the list that belongs to it.</source>
        <translation>„{0}“ nennt {1} Klassen, das Modell wurde aber mit {2} trainiert. Hole die Liste, die dazugehört.</translation>
    </message>
    <message>
        <source>"{0}" needs more memory than there is. Close other pictures, or scale it down first.</source>
        <translation>„{0}“ braucht mehr Speicher, als da ist. Schließe andere Bilder, oder verkleinere es zuerst.</translation>
    </message>
    <message>
        <source>"{0}" no longer holds "{1}", which "{2}" needs. Get a newer lredit, or install a folder that you have with `lredit bundles compose`.</source>
        <translation>„{0}“ enthält „{1}“ nicht mehr, das „{2}“ braucht. Hole ein neueres lredit, oder installiere einen Ordner, den du hast, mit `lredit bundles compose`.</translation>
    </message>
    <message>
        <source>"{0}" offers "{1}" only as a pickled checkpoint, which can run code when it is opened; it was not fetched. Convert it on a machine that you trust (safetensors.torch.save_file) and install the folder with `lredit bundles compose`.</source>
        <translation>„{0}“ bietet „{1}“ nur als Pickle-Checkpoint an, der beim Öffnen Code ausführen kann; er wurde nicht geholt. Wandle ihn auf einem Rechner um, dem du vertraust (safetensors.torch.save_file), und installiere den Ordner mit `lredit bundles compose`.</translation>
    </message>
    <message>
        <source>"{0}" only refers to parts that lie elsewhere; none of them is for lredit to move. Move them yourself, then say where each is: lredit bundles relocate {1} FOLDER --part PART.</source>
        <translation>„{0}“ verweist nur auf Teile, die anderswo liegen; keinen davon darf lredit verschieben. Verschiebe sie selbst und sage dann, wo jeder liegt: lredit bundles relocate {1} FOLDER --part PART.</translation>
    </message>
    <message>
        <source>"{0}" says it has {1} x {2} pixels, but a WebP holds {3} a side: it is damaged. Copy the file again from where it came.</source>
        <translation>„{0}“ gibt {1} x {2} Pixel an, aber ein WebP hat höchstens {3} je Seite: Die Datei ist beschädigt. Kopiere sie noch einmal von dort, woher sie kam.</translation>
    </message>
    <message>
        <source>"{0}" says it is larger than {1} million pixels, the most that can be opened. Scale it down first.</source>
        <translation>„{0}“ gibt sich größer als {1} Millionen Pixel aus, das meiste, was geöffnet werden kann. Verkleinere es zuerst.</translation>
    </message>
    <message>
        <source>"{0}" says nothing that can be done to what is there.</source>
        <translation>„{0}“ sagt nichts, was mit dem Vorhandenen gemacht werden kann.</translation>
    </message>
    <message>
        <source>"{0}" says of itself that it predicts noise and that its last step holds nothing else (zero terminal SNR), which exclude each other. Get the file from its maker again, or another release of it.</source>
        <translation>„{0}“ sagt von sich, dass es Rauschen vorhersagt und dass sein letzter Schritt nichts anderes enthält (zero terminal SNR), was einander ausschließt. Hole die Datei noch einmal von ihrem Urheber, oder eine andere Ausgabe davon.</translation>
    </message>
    <message>
        <source>"{0}" says that its denoiser predicts "{1}", which no sampler here can follow. Choose a checkpoint that predicts noise or velocity.</source>
        <translation>„{0}“ sagt, dass sein Entrauscher „{1}“ vorhersagt, dem hier kein Sampler folgen kann. Wähle einen Checkpoint, der Rauschen oder Geschwindigkeit vorhersagt.</translation>
    </message>
    <message>
        <source>"{0}" takes {1} GB, and there are {2} GB free where bundles lie. Make room, or refer to it where it is instead of copying it.</source>
        <translation>„{0}“ braucht {1} GB, und wo Modellpakete liegen, sind {2} GB frei. Schaffe Platz, oder verweise darauf, wo es liegt, statt es zu kopieren.</translation>
    </message>
    <message>
        <source>"{0}" was changed by another program since it was opened or saved here. It was left as it is: save under another name, or save again and choose.</source>
        <translation>„{0}“ wurde von einem anderen Programm geändert, seit es hier geöffnet oder gesichert wurde. Es blieb, wie es ist: Sichern Sie unter einem anderen Namen, oder sichern Sie noch einmal und wählen Sie.</translation>
    </message>
    <message>
        <source>"{0}" was changed or cut short. Install it again.</source>
        <translation>„{0}“ wurde verändert oder abgeschnitten. Installiere es noch einmal.</translation>
    </message>
    <message>
        <source>"{0}" was not written ({1}). Try again.</source>
        <translation>„{0}“ wurde nicht geschrieben ({1}). Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>"{0}" was not written: the disk said "{1}". Free some room or choose another disk.</source>
        <translation>„{0}“ wurde nicht geschrieben: der Datenträger meldete „{1}“. Schaffe Platz oder wähle einen anderen Datenträger.</translation>
    </message>
    <message>
        <source>"{0}" was trained with the noise of EDM ("{1}"), which no sampler here can follow. Choose a checkpoint that predicts noise or velocity, or another release of this model.</source>
        <translation>„{0}“ wurde mit dem Rauschen von EDM trainiert („{1}“), dem hier kein Sampler folgen kann. Wähle einen Checkpoint, der Rauschen oder Geschwindigkeit vorhersagt, oder eine andere Ausgabe dieses Modells.</translation>
    </message>
    <message>
        <source>"{0}" would be asked without encryption (http), so that nobody knows what comes. Nothing was fetched; check HF_ENDPOINT, or try again on another network.</source>
        <translation>„{0}“ würde ohne Verschlüsselung (http) gefragt, sodass niemand weiß, was kommt. Nichts wurde geladen; prüfen Sie HF_ENDPOINT, oder versuchen Sie es in einem anderen Netz.</translation>
    </message>
    <message>
        <source>"{0}", line {1}: {2}. Mend or delete it.</source>
        <translation>„{0}“, Zeile {1}: {2}. Bessere sie aus oder lösche sie.</translation>
    </message>
    <message>
        <source>"{0}", which timm does not know</source>
        <translation>„{0}“, das timm nicht kennt</translation>
    </message>
    <message>
        <source>"{0}": pictures are not written as {1}. End the name with one of {2}.</source>
        <translation>„{0}“: Bilder werden nicht als {1} geschrieben. Lass den Namen auf eines von {2} enden.</translation>
    </message>
    <message>
        <source>"{0}/config.json" is missing in "{1}". Get that file again.</source>
        <translation>„{0}/config.json“ fehlt in „{1}“. Hole diese Datei noch einmal.</translation>
    </message>
    <message>
        <source>"{0}/{1}" in "{2}" is a pickled checkpoint, which can run code when it is opened; it was not loaded. Convert it to safetensors (safetensors.torch.save_file) and put that file in its place.</source>
        <translation>„{0}/{1}“ in „{2}“ ist ein Pickle-Checkpoint, der beim Öffnen Code ausführen kann; er wurde nicht geladen. Wandle ihn nach safetensors um (safetensors.torch.save_file) und lege diese Datei an seine Stelle.</translation>
    </message>
    <message>
        <source>"{0}/{1}" is missing in "{2}" ({3} of the {4} files of these weights). Get it again.</source>
        <translation>„{0}/{1}“ fehlt in „{2}“ ({3} der {4} Dateien dieser Gewichte). Hole es noch einmal.</translation>
    </message>
    <message>
        <source>1 choice</source>
        <translation>1 Entscheidung</translation>
    </message>
    <message>
        <source>1 step</source>
        <translation>1 Schritt</translation>
    </message>
    <message>
        <source>A LoRA changes a diffusion model: give the one it was made for with --editor.</source>
        <translation>Eine LoRA ändert ein Diffusionsmodell: gib das, für das sie gemacht wurde, mit --editor an.</translation>
    </message>
    <message>
        <source>A PSD file holds at most 2 GB, and these layers need more. Write OpenRaster (.ora).</source>
        <translation>Eine PSD-Datei fasst höchstens 2 GB, und diese Ebenen brauchen mehr. Schreibe OpenRaster (.ora).</translation>
    </message>
    <message>
        <source>A PSD file holds at most {0} pixels a side, but the picture has {1} x {2}. Make it smaller, or write OpenRaster (.ora).</source>
        <translation>Eine PSD-Datei fasst höchstens {0} Pixel je Seite, das Bild hat aber {1} x {2}. Verkleinere es, oder schreibe OpenRaster (.ora).</translation>
    </message>
    <message>
        <source>A bundle "{0}" is installed already. Choose another name, or remove it first (lredit bundles remove {1}).</source>
        <translation>Ein Modellpaket „{0}“ ist schon installiert. Wähle einen anderen Namen, oder entferne es zuerst (lredit bundles remove {1}).</translation>
    </message>
    <message>
        <source>A bundle cannot be called "{0}". Use letters, digits, dots, dashes and underscores; not "builtin".</source>
        <translation>Ein Modellpaket kann nicht „{0}“ heißen. Benutze Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche; nicht „builtin“.</translation>
    </message>
    <message>
        <source>A bundle needs an editor. Give the folder of one with --editor, or "builtin".</source>
        <translation>Ein Modellpaket braucht einen Editor. Gib den Ordner eines Editors mit --editor an, oder „builtin“.</translation>
    </message>
    <message>
        <source>A guidance of {0} cannot be. Choose 0 for none, or more, up to {1}.</source>
        <translation>Eine Führung von {0} geht nicht. Wähle 0 für keine oder mehr, bis {1}.</translation>
    </message>
    <message>
        <source>A layer needs a name. Type one, or press Esc to keep the old one.</source>
        <translation>Eine Ebene braucht einen Namen. Schreibe einen, oder drücke Esc, um den alten zu behalten.</translation>
    </message>
    <message>
        <source>A name has 1 to 200 characters, this one {0}. Choose another.</source>
        <translation>Ein Name hat 1 bis 200 Zeichen, dieser {0}. Wähle einen anderen.</translation>
    </message>
    <message>
        <source>A part of Ray is not installed. Install it: pip install 'lredit[ray]'.</source>
        <translation>Ein Teil von Ray ist nicht installiert. Installiere ihn: pip install 'lredit[ray]'.</translation>
    </message>
    <message>
        <source>A picture is written with 8 or 16 bits a channel, but {0} were asked for.</source>
        <translation>Ein Bild wird mit 8 oder 16 Bit je Kanal geschrieben, verlangt wurden aber {0}.</translation>
    </message>
    <message>
        <source>A picture needs (height, width, 3 or 4) values of 8 or 16 bit, but got {0} {1}.</source>
        <translation>Ein Bild braucht (Höhe, Breite, 3 oder 4) Werte mit 8 oder 16 Bit, war aber {0} {1}.</translation>
    </message>
    <message>
        <source>A quality is 1 to 100, but {0} was asked for.</source>
        <translation>Eine Qualität ist 1 bis 100, verlangt wurde aber {0}.</translation>
    </message>
    <message>
        <source>A segmenter needs a box or a point. Give one of them.</source>
        <translation>Ein Segmentierer braucht einen Rahmen oder einen Punkt. Gib eines davon an.</translation>
    </message>
    <message>
        <source>A shadow is found with its thing and goes with it. To take it alone, paint over it with the brush, or draw a box around it.</source>
        <translation>Ein Schatten wird mit seinem Ding gefunden und geht mit ihm. Um nur ihn zu nehmen, übermale ihn mit dem Pinsel oder zeichne einen Rahmen darum.</translation>
    </message>
    <message>
        <source>A side may have 1 to {0} whole pixels, but {1} were asked for.</source>
        <translation>Eine Seite darf 1 bis {0} ganze Pixel haben, verlangt wurden aber {1}.</translation>
    </message>
    <message>
        <source>A silhouette needs (H, W, 3) uint8 pixels; these are {0} {1}.</source>
        <translation>Ein Umriss braucht (H, W, 3) uint8-Pixel; diese sind {0} {1}.</translation>
    </message>
    <message>
        <source>A size may be {0} to {1} % of the picture, but {2} % was asked.</source>
        <translation>Eine Größe darf {0} bis {1} % des Bildes sein, verlangt wurden aber {2} %.</translation>
    </message>
    <message>
        <source>A snapshot needs a name. Type one, or press Esc to keep none.</source>
        <translation>Ein festgehaltener Zustand braucht einen Namen. Gib einen ein, oder drücke Esc, um keinen festzuhalten.</translation>
    </message>
    <message>
        <source>A {0} cannot be loaded from one file. Give the folder of the pipeline instead of "{1}".</source>
        <translation>Ein {0} lässt sich nicht aus einer Datei laden. Gib statt „{1}“ den Ordner der Pipeline an.</translation>
    </message>
    <message>
        <source>A {0} file holds at most {1} pixels a side, but the picture has {2} x {3}. Make it smaller, or export it as PNG or TIFF.</source>
        <translation>Eine {0}-Datei fasst höchstens {1} Pixel je Seite, das Bild hat aber {2} x {3}. Verkleinere es, oder exportiere es als PNG oder TIFF.</translation>
    </message>
    <message>
        <source>A {0} follows no instructions. Choose an InstructPix2Pix model.</source>
        <translation>Ein {0} befolgt keine Anweisungen. Wähle ein InstructPix2Pix-Modell.</translation>
    </message>
    <message>
        <source>A {0} takes no LoRA files. Take them out of the bundle.</source>
        <translation>Ein {0} nimmt keine LoRA-Dateien. Nimm sie aus dem Modellpaket.</translation>
    </message>
    <message>
        <source>Adjustment layers were written as pixels, as the picture looked with them.</source>
        <translation>Einstellungsebenen wurden als Pixel geschrieben, so wie das Bild mit ihnen aussah.</translation>
    </message>
    <message>
        <source>All machines of the cluster are lost. {0}</source>
        <translation>Alle Rechner des Clusters sind verloren. {0}</translation>
    </message>
    <message>
        <source>An adjustment has no colours of its own to match.</source>
        <translation>Eine Einstellungsebene hat keine eigenen Farben zum Angleichen.</translation>
    </message>
    <message>
        <source>An adjustment has no pixels to merge. Merge all that is seen instead.</source>
        <translation>Eine Einstellungsebene hat keine Pixel zum Verschmelzen. Verschmilz stattdessen alles Sichtbare.</translation>
    </message>
    <message>
        <source>An adjustment's {0} is {1}. Give a value from {2} to {3}.</source>
        <translation>{0} einer Einstellungsebene ist {1}. Gib einen Wert von {2} bis {3} an.</translation>
    </message>
    <message>
        <source>An eye for photographs needs a convolutional trunk of timm. Choose another.</source>
        <translation>Ein Auge für Fotos braucht einen gefalteten Stamm von timm. Wähle einen anderen.</translation>
    </message>
    <message>
        <source>Another download is running. Wait until it is done, or pause it, and try again.</source>
        <translation>Ein anderer Download läuft. Warte, bis er fertig ist, oder halte ihn an, und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Another window or command is changing your own things just now. Try again when it is done.</source>
        <translation>Ein anderes Fenster oder ein Befehl ändert gerade deine eigenen Dinge. Versuche es danach noch einmal.</translation>
    </message>
    <message>
        <source>Anything into photographs in place of whatever words name.</source>
        <translation>Alles in Fotos, anstelle von allem, was Worte benennen.</translation>
    </message>
    <message>
        <source>Anything into photographs without a graphics card, or on a small one: four steps without guidance, about a tenth of the denoising of Photographs, small; details are softer.</source>
        <translation>Alles in Fotos, ohne Grafikkarte oder auf einer kleinen: vier Schritte ohne Führung, etwa ein Zehntel des Entrauschens von „Photographs, small“; Einzelheiten sind weicher.</translation>
    </message>
    <message>
        <source>Anything into photographs, on most machines. The place to begin; details are best in boxes of about 512 pixels.</source>
        <translation>Alles in Fotos, auf den meisten Rechnern. Damit fängst du am besten an; Einzelheiten sind in Rahmen von etwa 512 Pixeln am besten.</translation>
    </message>
    <message>
        <source>Anything into photographs; trained from the start to fill regions, so that edges meet well.</source>
        <translation>Alles in Fotos; von Anfang an darauf trainiert, Bereiche zu füllen, so dass Ränder gut passen.</translation>
    </message>
    <message>
        <source>Built-in models</source>
        <translation>Eingebaute Modelle</translation>
    </message>
    <message>
        <source>CPU, 1 thread</source>
        <translation>CPU, 1 Thread</translation>
    </message>
    <message>
        <source>CPU, {0} threads</source>
        <translation>CPU, {0} Threads</translation>
    </message>
    <message>
        <source>Changed pictures cannot be written down in "{0}": it takes no locks. Save them yourself.</source>
        <translation>Geänderte Bilder können in „{0}“ nicht festgehalten werden: Der Ordner kennt keine Sperren. Sichern Sie sie selbst.</translation>
    </message>
    <message>
        <source>Checking the files; the models are not loaded, for they do not fit this machine</source>
        <translation>Die Dateien werden geprüft; die Modelle werden nicht geladen, denn sie passen nicht auf diesen Rechner</translation>
    </message>
    <message>
        <source>Choose one of {0}, or leave it out.</source>
        <translation>Wähle eines von {0}, oder lass es weg.</translation>
    </message>
    <message>
        <source>Clipped layers were written with masks cut to what is seen of them.</source>
        <translation>Beschnittene Ebenen wurden mit Masken geschrieben, die auf das Sichtbare zugeschnitten sind.</translation>
    </message>
    <message>
        <source>Comparing {0}</source>
        <translation>{0} wird verglichen</translation>
    </message>
    <message>
        <source>Complex scenes and lettering, in English and Chinese; for graphics cards of data centres.</source>
        <translation>Verwickelte Szenen und Schrift, auf Englisch und Chinesisch; für Grafikkarten von Rechenzentren.</translation>
    </message>
    <message>
        <source>Copying the bundle</source>
        <translation>Das Modellpaket wird kopiert</translation>
    </message>
    <message>
        <source>Copying the parts</source>
        <translation>Die Teile werden kopiert</translation>
    </message>
    <message>
        <source>Did you mean {0}?</source>
        <translation>Meintest du {0}?</translation>
    </message>
    <message>
        <source>Does not fit: it takes a graphics card with {0} and {1} of main memory, or {2} of main memory alone; this machine has {3}.</source>
        <translation>Passt nicht: es braucht eine Grafikkarte mit {0} und {1} Hauptspeicher, oder {2} Hauptspeicher allein; dieser Rechner hat {3}.</translation>
    </message>
    <message>
        <source>Downloads are switched off here (HF_HUB_OFFLINE). Switch them on and try again.</source>
        <translation>Downloads sind hier abgeschaltet (HF_HUB_OFFLINE). Schalte sie ein und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Draw a box around it.</source>
        <translation>Zeichne einen Rahmen darum.</translation>
    </message>
    <message>
        <source>Drawings from the library</source>
        <translation>Zeichnungen aus der Bibliothek</translation>
    </message>
    <message>
        <source>Fits, but slow: it runs on the processor, for {0}.</source>
        <translation>Passt, ist aber langsam: es läuft auf dem Prozessor, denn {0}.</translation>
    </message>
    <message>
        <source>Fits, but slower: its models go to {0} one at a time.</source>
        <translation>Passt, ist aber langsamer: seine Modelle gehen eines nach dem anderen auf {0}.</translation>
    </message>
    <message>
        <source>Fits: runs on {0} in {1}.</source>
        <translation>Passt: läuft auf {0} in {1}.</translation>
    </message>
    <message>
        <source>For research alone, not for products or services and not commercially.</source>
        <translation>Nur für die Forschung, nicht für Produkte oder Dienste und nicht gewerblich.</translation>
    </message>
    <message>
        <source>For research and private use, not commercially; businesses need a licence from Stability AI.</source>
        <translation>Für Forschung und privaten Gebrauch, nicht gewerblich; Unternehmen brauchen eine Lizenz von Stability AI.</translation>
    </message>
    <message>
        <source>Free for any use; keep the copyright notice.</source>
        <translation>Frei für jeden Gebrauch; der Urheberhinweis bleibt.</translation>
    </message>
    <message>
        <source>Free for any use; keep the notices.</source>
        <translation>Frei für jeden Gebrauch; die Hinweise bleiben.</translation>
    </message>
    <message>
        <source>Free for any use; keep the notices. Converted by others from the authors' checkpoint.</source>
        <translation>Frei für jeden Gebrauch; die Hinweise bleiben. Von anderen aus dem Checkpoint der Urheber umgewandelt.</translation>
    </message>
    <message>
        <source>Free for research and private use, and for businesses with less than one million US dollars of revenue a year; others need a licence from Stability AI.</source>
        <translation>Frei für Forschung und privaten Gebrauch und für Unternehmen mit weniger als einer Million US-Dollar Umsatz im Jahr; andere brauchen eine Lizenz von Stability AI.</translation>
    </message>
    <message>
        <source>Free, also commercially, but not for military, nuclear or espionage purposes; pass the licence on with copies. Read it before use. Meta grants or refuses access by name.</source>
        <translation>Frei, auch gewerblich, aber nicht für Militär, Kernwaffen oder Spionage; gib die Lizenz mit Kopien weiter. Lies sie vor dem Gebrauch. Meta gewährt oder verweigert den Zugang namentlich.</translation>
    </message>
    <message>
        <source>Free, also commercially, but not for the harmful uses that the licence lists; pass these limits on with the model.</source>
        <translation>Frei, auch gewerblich, aber nicht für die schädlichen Zwecke, die die Lizenz aufzählt; gib diese Grenzen mit dem Modell weiter.</translation>
    </message>
    <message>
        <source>From {0}: you frame things as closely as the program does.</source>
        <translation>Aus {0}: du rahmst Dinge so eng ein wie das Programm.</translation>
    </message>
    <message>
        <source>From {0}: your boxes are {1} % {2} and {3} % {4} than the thing in them.</source>
        <translation>Aus {0}: deine Rahmen sind {1} % {2} und {3} % {4} als das Ding darin.</translation>
    </message>
    <message>
        <source>Get the file again, or put its own configuration beside it.</source>
        <translation>Hole die Datei noch einmal, oder lege ihre eigene Konfiguration daneben.</translation>
    </message>
    <message>
        <source>Go on with --resume.</source>
        <translation>Mache mit --resume weiter.</translation>
    </message>
    <message>
        <source>Groups inside of groups were taken as one.</source>
        <translation>Gruppen in Gruppen wurden als eine genommen.</translation>
    </message>
    <message>
        <source>How a picture should feel is not known here. Say what should change: "make the picture warmer", "make the sky orange".</source>
        <translation>Welche Stimmung ein Bild haben soll, ist hier nicht bekannt. Sage, was sich ändern soll: „make the picture warmer“, „make the sky orange“.</translation>
    </message>
    <message>
        <source>How far cannot be said in numbers. Say "to the left", "up", or drag it in the window.</source>
        <translation>Wie weit, lässt sich nicht in Zahlen sagen. Sage „to the left“, „up“, oder ziehe es im Fenster.</translation>
    </message>
    <message>
        <source>How to make something "{0}" is not known here. What can be changed of {1}: {2}.</source>
        <translation>Wie man etwas „{0}“ macht, ist hier nicht bekannt. Was sich an {1} ändern lässt: {2}.</translation>
    </message>
    <message>
        <source>I am not sure where "{0}" is. If none of these regions is right, draw a box.</source>
        <translation>Ich bin nicht sicher, wo „{0}“ ist. Wenn keiner dieser Bereiche stimmt, zeichne einen Rahmen.</translation>
    </message>
    <message>
        <source>I do not know where "{0}" is. If none of these regions is right, draw a box.</source>
        <translation>Ich weiß nicht, wo „{0}“ ist. Wenn keiner dieser Bereiche stimmt, zeichne einen Rahmen.</translation>
    </message>
    <message>
        <source>I see no room for "{0}" on "{1}". Say another place; in the window it can be dragged there.</source>
        <translation>Ich sehe keinen Platz für „{0}“ auf „{1}“. Sage einen anderen Ort; im Fenster kannst du es dorthin ziehen.</translation>
    </message>
    <message>
        <source>I see nothing that could be "{0}". Draw a box around it.</source>
        <translation>Ich sehe nichts, was „{0}“ sein könnte. Zeichne einen Rahmen darum.</translation>
    </message>
    <message>
        <source>I see nothing {0} that could be "{1}". If none of these regions is right, draw a box.</source>
        <translation>Ich sehe nichts {0}, was „{1}“ sein könnte. Wenn keiner dieser Bereiche stimmt, zeichne einen Rahmen.</translation>
    </message>
    <message>
        <source>In a box or a mask one thing is done at a time. Say one of: {0}.</source>
        <translation>In einem Rahmen oder einer Maske wird eines nach dem anderen gemacht. Sage eines von: {0}.</translation>
    </message>
    <message>
        <source>Its colour profile is damaged and was left out.</source>
        <translation>Das Farbprofil ist beschädigt und wurde weggelassen.</translation>
    </message>
    <message>
        <source>Its colour profile is for other colours than it has and was left out.</source>
        <translation>Das Farbprofil ist für andere Farben als die des Bildes und wurde weggelassen.</translation>
    </message>
    <message>
        <source>JPEG has no transparency; what was transparent lies over white.</source>
        <translation>JPEG kennt keine Transparenz; was durchsichtig war, liegt über Weiß.</translation>
    </message>
    <message>
        <source>Large boxes and fine detail at 1024 pixels; prompts of several things.</source>
        <translation>Große Rahmen und feine Einzelheiten bei 1024 Pixeln; Beschreibungen mehrerer Dinge.</translation>
    </message>
    <message>
        <source>Large boxes and fine detail in place of whatever words name.</source>
        <translation>Große Rahmen und feine Einzelheiten anstelle von allem, was Worte benennen.</translation>
    </message>
    <message>
        <source>Large boxes at 1024 pixels in four steps, on graphics cards.</source>
        <translation>Große Rahmen bei 1024 Pixeln in vier Schritten, auf Grafikkarten.</translation>
    </message>
    <message>
        <source>Layers that make the picture transparent do not do so in a PSD file.</source>
        <translation>Ebenen, die das Bild durchsichtig machen, tun das in einer PSD-Datei nicht.</translation>
    </message>
    <message>
        <source>Leave it out.</source>
        <translation>Lass es weg.</translation>
    </message>
    <message>
        <source>Loading the editor "{0}"</source>
        <translation>Der Editor „{0}“ wird geladen</translation>
    </message>
    <message>
        <source>Loading the filling network</source>
        <translation>Das Füllnetz wird geladen</translation>
    </message>
    <message>
        <source>Loading the image-text and the self-supervised model</source>
        <translation>Das Bild-Text-Modell und das selbstüberwachte werden geladen</translation>
    </message>
    <message>
        <source>Loading what finds and frames things</source>
        <translation>Was Dinge findet und einrahmt, wird geladen</translation>
    </message>
    <message>
        <source>Loading what finds and frames things ({0})</source>
        <translation>Was Dinge findet und einrahmt, wird geladen ({0})</translation>
    </message>
    <message>
        <source>Long prompts and words inside of pictures; a text-to-image model that is used as an inpainter.</source>
        <translation>Lange Beschreibungen und Schrift in Bildern; ein Text-zu-Bild-Modell, das zum Füllen benutzt wird.</translation>
    </message>
    <message>
        <source>Memory is short: this edit was made in smaller parts, which takes longer. Close other programs before the next.</source>
        <translation>Der Speicher ist knapp: Diese Bearbeitung entstand in kleineren Teilen, was länger dauert. Schließen Sie vor der nächsten andere Programme.</translation>
    </message>
    <message>
        <source>Mend that folder.</source>
        <translation>Bessere diesen Ordner aus.</translation>
    </message>
    <message>
        <source>Moving {0}</source>
        <translation>{0} wird verschoben</translation>
    </message>
    <message>
        <source>Nearest: {0}.</source>
        <translation>Am nächsten: {0}.</translation>
    </message>
    <message>
        <source>No colour profile was chosen. Choose an ICC file, or keep the picture's profile.</source>
        <translation>Kein Farbprofil wurde gewählt. Wähle eine ICC-Datei, oder behalte das Profil des Bildes.</translation>
    </message>
    <message>
        <source>No machine of the cluster could load the models: its cards or cores may be in use (ray status says how many are free), or Ray's logs say why.</source>
        <translation>Kein Rechner des Clusters konnte die Modelle laden: Seine Karten oder Kerne sind vielleicht vergeben (ray status sagt, wie viele frei sind), oder Rays Protokolle sagen, warum.</translation>
    </message>
    <message>
        <source>No model bundle is named. Give "{0}", a name, or the folder of a bundle.</source>
        <translation>Es ist kein Modellpaket genannt. Gib „{0}“, einen Namen oder den Ordner eines Pakets an.</translation>
    </message>
    <message>
        <source>No package that is installed brings editors of the kind "{0}". Install the one that does, or choose another editor. There are: {1}.</source>
        <translation>Kein installiertes Paket bringt Editoren der Art „{0}“ mit. Installieren Sie das passende oder wählen Sie einen anderen Editor. Es gibt: {1}.</translation>
    </message>
    <message>
        <source>Nobody answers at {0}. See that the tunnel is open and that Ray runs on the workstation (RAY_AUTH_MODE=token ray start --head), then try again.</source>
        <translation>Unter {0} antwortet niemand. Sieh nach, ob der Tunnel offen ist und Ray auf der Workstation läuft (RAY_AUTH_MODE=token ray start --head), und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>Nothing can be seen of the thing: it is transparent. Choose another.</source>
        <translation>Von dem Ding ist nichts zu sehen: es ist durchsichtig. Wähle ein anderes.</translation>
    </message>
    <message>
        <source>Nothing has to be said of what stays. To change all but {0}, say "blur everything but {0}".</source>
        <translation>Was bleibt, braucht nicht gesagt zu werden. Um alles außer {0} zu ändern, sage „blur everything but {0}“.</translation>
    </message>
    <message>
        <source>Nothing is filled from the surroundings here: the “not from here” strokes change nothing.</source>
        <translation>Hier wird nichts aus der Umgebung gefüllt: die Striche „Nicht von hier“ ändern nichts.</translation>
    </message>
    <message>
        <source>Nothing is learned yet: accept an edit, or move its box and accept it.</source>
        <translation>Noch ist nichts gelernt: nimm eine Bearbeitung an, oder verschiebe ihren Rahmen und nimm sie an.</translation>
    </message>
    <message>
        <source>Nothing is named. Say what to find, for example "the cat".</source>
        <translation>Nichts ist genannt. Sage, was zu finden ist, zum Beispiel "die Katze".</translation>
    </message>
    <message>
        <source>On the workstation, run "ray get-auth-token --generate" once, begin Ray with "RAY_AUTH_MODE=token ray start --head", and copy its file ~/.ray/auth_token to this computer.</source>
        <translation>Rufe auf der Workstation einmal "ray get-auth-token --generate" auf, beginne Ray mit "RAY_AUTH_MODE=token ray start --head" und kopiere seine Datei ~/.ray/auth_token auf diesen Rechner.</translation>
    </message>
    <message>
        <source>OpenRaster holds no adjustment layers; they were left out, but for the merged picture.</source>
        <translation>OpenRaster kennt keine Einstellungsebenen; sie wurden weggelassen, außer im verschmolzenen Bild.</translation>
    </message>
    <message>
        <source>OpenRaster holds no clipping; clipped layers were cut to what is seen of them.</source>
        <translation>OpenRaster kennt kein Binden; gebundene Ebenen wurden auf das zugeschnitten, was von ihnen zu sehen ist.</translation>
    </message>
    <message>
        <source>OpenRaster holds no colour profile; the values are those of the picture's own.</source>
        <translation>OpenRaster kennt kein Farbprofil; die Werte sind die des Bildes selbst.</translation>
    </message>
    <message>
        <source>OpenVINO on the processor</source>
        <translation>OpenVINO auf dem Prozessor</translation>
    </message>
    <message>
        <source>Photographic pictures in about eight steps, prompts in English and Chinese.</source>
        <translation>Fotoartige Bilder in etwa acht Schritten, Beschreibungen auf Englisch und Chinesisch.</translation>
    </message>
    <message>
        <source>Pictures with 32-bit values cannot be opened. Export it with 8 or 16 bits a channel first.</source>
        <translation>Bilder mit 32-Bit-Werten lassen sich nicht öffnen. Exportiere es zuerst mit 8 oder 16 Bit je Kanal.</translation>
    </message>
    <message>
        <source>Pictures with {0}-bit floating-point values cannot be opened. Export it with 8 or 16 bits a channel first.</source>
        <translation>Bilder mit Gleitkommawerten von {0} Bit können nicht geöffnet werden. Exportiere das Bild zuerst mit 8 oder 16 Bit je Kanal.</translation>
    </message>
    <message>
        <source>Pictures with {0}-bit values that are signed or longer than 16 bits cannot be opened. Export it with 8 or 16 bits a channel first.</source>
        <translation>Bilder mit Werten von {0} Bit, die ein Vorzeichen haben oder länger als 16 Bit sind, können nicht geöffnet werden. Exportiere das Bild zuerst mit 8 oder 16 Bit je Kanal.</translation>
    </message>
    <message>
        <source>Prompts of several things in few steps, at 512 pixels; a text-to-image model that is used as an inpainter. Not for commercial use.</source>
        <translation>Beschreibungen mehrerer Dinge in wenigen Schritten, bei 512 Pixeln; ein Text-zu-Bild-Modell, das zum Füllen benutzt wird. Nicht für gewerblichen Gebrauch.</translation>
    </message>
    <message>
        <source>Putting the bundle together</source>
        <translation>Das Modellpaket wird zusammengestellt</translation>
    </message>
    <message>
        <source>Quick candidates in about twelve steps, by filling in tokens as in MaskGIT; plainer pictures than diffusion.</source>
        <translation>Schnelle Vorschläge in etwa zwölf Schritten, durch Auffüllen von Token wie bei MaskGIT; schlichtere Bilder als Diffusion.</translation>
    </message>
    <message>
        <source>Ray answers at {0}, but does not take us in. Look at what "RAY_AUTH_MODE=token ray status" says on the workstation, or begin Ray anew there.</source>
        <translation>Ray antwortet unter {0}, lässt uns aber nicht ein. Sieh auf der Workstation nach, was "RAY_AUTH_MODE=token ray status" sagt, oder beginne Ray dort neu.</translation>
    </message>
    <message>
        <source>Ray is not installed. Install it: pip install 'lredit[ray]'.</source>
        <translation>Ray ist nicht installiert. Installiere es: pip install 'lredit[ray]'.</translation>
    </message>
    <message>
        <source>Run it again.</source>
        <translation>Rufe es noch einmal auf.</translation>
    </message>
    <message>
        <source>Say how it should look: "{0} dark green". {1}</source>
        <translation>Sag, wie es aussehen soll: „{0} dark green“. {1}</translation>
    </message>
    <message>
        <source>Say one of them: "make {0} {1}".</source>
        <translation>Sage eines davon: „make {0} {1}“.</translation>
    </message>
    <message>
        <source>Say only what should change: what else there is stays as it is.</source>
        <translation>Sage nur, was sich ändern soll: alles andere bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Say what should be in its place: {0}.</source>
        <translation>Sage, was an seiner Stelle sein soll: {0}.</translation>
    </message>
    <message>
        <source>Say what stays as it is: {0}.</source>
        <translation>Sage, was bleibt, wie es ist: {0}.</translation>
    </message>
    <message>
        <source>Say what to {0}, for example "{1} the car".</source>
        <translation>Sage, worauf sich „{0}“ bezieht, zum Beispiel „{1} the car“.</translation>
    </message>
    <message>
        <source>Say which thing is meant.</source>
        <translation>Sage, welches Ding gemeint ist.</translation>
    </message>
    <message>
        <source>Several packages bring editors of the kind "{0}": {1}. Uninstall all but one.</source>
        <translation>Mehrere Pakete bringen Editoren der Art „{0}“ mit: {1}. Deinstallieren Sie alle bis auf eines.</translation>
    </message>
    <message>
        <source>Show both layers before you merge them.</source>
        <translation>Blende beide Ebenen ein, bevor du sie verschmilzt.</translation>
    </message>
    <message>
        <source>Small diffusion model</source>
        <translation>Kleines Diffusionsmodell</translation>
    </message>
    <message>
        <source>Small masked transformer</source>
        <translation>Kleiner maskierter Transformer</translation>
    </message>
    <message>
        <source>Some of what the file says about the picture (EXIF) cannot be read and was left out.</source>
        <translation>Einiges von dem, was die Datei über das Bild sagt (EXIF), lässt sich nicht lesen und wurde weggelassen.</translation>
    </message>
    <message>
        <source>Something answers at {0}, but not as Ray does for other machines ({1}). Give the port that Ray calls its client server, {2} where nobody chose another; both sides must use RAY_USE_TLS, or neither.</source>
        <translation>Unter {0} antwortet etwas, aber nicht so wie Ray für andere Rechner ({1}). Gib den Port an, den Ray seinen Client-Server nennt, {2}, wo niemand einen anderen gewählt hat; beide Seiten müssen RAY_USE_TLS verwenden oder keine.</translation>
    </message>
    <message>
        <source>Something went wrong in the program while it did this work. Copy the details to report it.</source>
        <translation>Im Programm ist bei dieser Arbeit etwas schiefgegangen. Kopiere die Einzelheiten, um es zu melden.</translation>
    </message>
    <message>
        <source>Something went wrong in the program. Run it again with --verbose, and report what it says.</source>
        <translation>Im Programm ging etwas schief. Rufe es mit --verbose noch einmal auf und melde, was es sagt.</translation>
    </message>
    <message>
        <source>Stable Diffusion 1 or 2</source>
        <translation>Stable Diffusion 1 oder 2</translation>
    </message>
    <message>
        <source>Straighten by an angle from -45 to 45 degrees; turn by quarters first where it is more.</source>
        <translation>Richte um einen Winkel von -45 bis 45 Grad aus; drehe zuerst um Viertel, wenn es mehr ist.</translation>
    </message>
    <message>
        <source>Taking out, changing and moving whatever words name, far beyond the built-in list; best with a graphics card: without one each new phrase takes half a minute.</source>
        <translation>Herausnehmen, ändern und verschieben, was Worte benennen, weit über die eingebaute Liste hinaus; am besten mit Grafikkarte: ohne sie braucht jede neue Wendung eine halbe Minute.</translation>
    </message>
    <message>
        <source>Taking things out of photographs, and moving them, on any machine, in seconds: the built-in models find the thing, a network fills what it leaves. Nothing is painted anew.</source>
        <translation>Dinge aus Fotos nehmen und sie verschieben, auf jedem Rechner, in Sekunden: die eingebauten Modelle finden das Ding, ein Netz füllt, was es hinterlässt. Nichts wird neu gemalt.</translation>
    </message>
    <message>
        <source>That is the whole picture. Say what in it should go.</source>
        <translation>Das ist das ganze Bild. Sage, was darin verschwinden soll.</translation>
    </message>
    <message>
        <source>That is the whole picture. Say which thing in it is meant.</source>
        <translation>Das ist das ganze Bild. Sage, welches Ding darin gemeint ist.</translation>
    </message>
    <message>
        <source>The LoRA "{0}" is not of the form FILE:WEIGHT with a number such as 0.8 for the weight.</source>
        <translation>Die LoRA „{0}“ hat nicht die Form DATEI:GEWICHT mit einer Zahl wie 0.8 als Gewicht.</translation>
    </message>
    <message>
        <source>The LoRA "{0}" was made for another model: its layers read texts of another width than this model's {1}. Choose one made for this model.</source>
        <translation>Die LoRA „{0}“ wurde für ein anderes Modell gemacht: ihre Schichten lesen Texte anderer Breite als {1} bei diesem Modell. Wähle eine, die dafür gemacht wurde.</translation>
    </message>
    <message>
        <source>The PSD file holds 8 bits a channel; 16 were rounded to them.</source>
        <translation>Die PSD-Datei enthält 8 Bit je Kanal; 16 wurden darauf gerundet.</translation>
    </message>
    <message>
        <source>The Ray at {0} lets everybody in: whoever reaches it can run programs there and see your pictures. Nothing was sent. {1}</source>
        <translation>Das Ray unter {0} lässt alle ein: Wer es erreicht, kann dort Programme ausführen und deine Bilder sehen. Nichts wurde gesendet. {1}</translation>
    </message>
    <message>
        <source>The autoencoder gave no picture (NaN), in 32 bits either. Its file is damaged: get it again.</source>
        <translation>Der Autoencoder ergab kein Bild (NaN), auch mit 32 Bit nicht. Seine Datei ist beschädigt: hole sie noch einmal.</translation>
    </message>
    <message>
        <source>The autoencoder gave no picture (NaN). Its file is damaged: get it again.</source>
        <translation>Der Autoencoder ergab kein Bild (NaN). Seine Datei ist beschädigt: hole sie noch einmal.</translation>
    </message>
    <message>
        <source>The best fit to light and surroundings; for private use and research only.</source>
        <translation>Passt am besten zu Licht und Umgebung; nur für privaten Gebrauch und Forschung.</translation>
    </message>
    <message>
        <source>The box {0} has no area. Draw a larger one.</source>
        <translation>Der Rahmen {0} hat keine Fläche. Zeichne einen größeren.</translation>
    </message>
    <message>
        <source>The box {0} has no area. Give x0,y0,x1,y1 with x0 &lt; x1 and y0 &lt; y1, in pixels.</source>
        <translation>Der Rahmen {0} hat keine Fläche. Gib x0,y0,x1,y1 mit x0 &lt; x1 und y0 &lt; y1 an, in Pixeln.</translation>
    </message>
    <message>
        <source>The box {0} is {1} x {2} pixels of the picture. Give one of at least {3} on each side.</source>
        <translation>Der Rahmen {0} umfasst {1} x {2} Pixel des Bildes. Geben Sie einen von mindestens {3} je Seite an.</translation>
    </message>
    <message>
        <source>The box {0} lies outside of the picture, which is {1} x {2} pixels. Choose x between 0 and {3} and y between 0 and {4}.</source>
        <translation>Der Rahmen {0} liegt außerhalb des Bildes, das {1} x {2} Pixel hat. Wähle x zwischen 0 und {3} und y zwischen 0 und {4}.</translation>
    </message>
    <message>
        <source>The box {0} reaches out of the picture, which is {1} x {2} pixels: {3} is edited.</source>
        <translation>Der Rahmen {0} reicht über das Bild hinaus, das {1} x {2} Pixel hat: bearbeitet wird {3}.</translation>
    </message>
    <message>
        <source>The built-in bundle belongs to the program and stays as it is.</source>
        <translation>Das eingebaute Bündel gehört zum Programm und bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>The bundle "{0}" came with the package "{1}" and stays as it is. It goes with that: pip uninstall {2}.</source>
        <translation>Das Bündel "{0}" kam mit dem Paket "{1}" und bleibt, wie es ist. Es geht mit ihm: pip uninstall {2}.</translation>
    </message>
    <message>
        <source>The bundle "{0}" has no editor "{1}". It has: {2}.</source>
        <translation>Das Modellpaket „{0}“ hat keinen Editor „{1}“. Es hat: {2}.</translation>
    </message>
    <message>
        <source>The catalogue "{0}" cannot be read ({1}). Name another file.</source>
        <translation>Der Katalog „{0}“ lässt sich nicht lesen ({1}). Nenne eine andere Datei.</translation>
    </message>
    <message>
        <source>The catalogue "{0}" is damaged: {1}: {2}. Mend that entry, or install lredit again.</source>
        <translation>Der Katalog „{0}“ ist beschädigt: {1}: {2}. Bessere diesen Eintrag aus, oder installiere lredit noch einmal.</translation>
    </message>
    <message>
        <source>The catalogue has no bundle "{0}". It has: {1}.</source>
        <translation>Der Katalog hat kein Modellpaket „{0}“. Er hat: {1}.</translation>
    </message>
    <message>
        <source>The colour profile "{0}" cannot be read ({1}). Choose another file.</source>
        <translation>Das Farbprofil „{0}“ lässt sich nicht lesen ({1}). Wähle eine andere Datei.</translation>
    </message>
    <message>
        <source>The colours were converted at 8 bits a channel, which is what this profile allows.</source>
        <translation>Die Farben wurden mit 8 Bit je Kanal umgewandelt, was dieses Profil zulässt.</translation>
    </message>
    <message>
        <source>The config.json in "{0}" names {1}. {2}</source>
        <translation>Die config.json in „{0}“ nennt {1}. {2}</translation>
    </message>
    <message>
        <source>The connection that was cut does not end. Start the program again.</source>
        <translation>Die unterbrochene Verbindung endet nicht. Starte das Programm neu.</translation>
    </message>
    <message>
        <source>The connection to the workstation at {0} was cut, or its engine ended. Your picture and layers are as they were: press Edit again to connect anew, or choose this computer in the settings, under Device.</source>
        <translation>Die Verbindung zur Workstation unter {0} wurde unterbrochen, oder ihre Engine hat geendet. Bild und Ebenen sind, wie sie waren: Drücke noch einmal Bearbeiten, um neu zu verbinden, oder wähle in den Einstellungen unter Gerät diesen Rechner.</translation>
    </message>
    <message>
        <source>The denoiser gave no picture (NaN). Choose another sampler or other weights: half precision is too little for some models.</source>
        <translation>Der Entrauscher ergab kein Bild (NaN). Wähle einen anderen Sampler oder andere Gewichte: halbe Genauigkeit ist für manche Modelle zu wenig.</translation>
    </message>
    <message>
        <source>The disk is full: there is no room for more in "{0}". What was fetched is kept; make room and download again to go on from there.</source>
        <translation>Der Datenträger ist voll: in „{0}“ ist kein Platz mehr. Was geholt wurde, bleibt; schaffe Platz und lade noch einmal herunter, um dort weiterzumachen.</translation>
    </message>
    <message>
        <source>The download takes {0} and {1} should stay free, but the disk of "{2}" has {3} left. Make room and download again.</source>
        <translation>Der Download braucht {0}, und {1} sollen frei bleiben, der Datenträger von „{2}“ hat aber noch {3}. Schaffe Platz und lade noch einmal herunter.</translation>
    </message>
    <message>
        <source>The engine ended without an answer. Try again, and report it if it happens twice.</source>
        <translation>Die Engine endete ohne Antwort. Versuche es noch einmal, und melde es, wenn es zweimal geschieht.</translation>
    </message>
    <message>
        <source>The engine ended.</source>
        <translation>Die Engine wurde beendet.</translation>
    </message>
    <message>
        <source>The engine failed on the workstation; your picture and your layers are as they were. Try again, and report it with the details if it happens twice.</source>
        <translation>Die Engine ist auf der Workstation fehlgeschlagen; Bild und Ebenen sind, wie sie waren. Versuche es noch einmal, und melde es mit den Einzelheiten, wenn es zweimal geschieht.</translation>
    </message>
    <message>
        <source>The engine failed unexpectedly; your picture and your layers are as they were. Try again, and report it with the details if it happens twice.</source>
        <translation>Die Engine ist unerwartet gescheitert; dein Bild und deine Ebenen sind, wie sie waren. Versuche es noch einmal, und melde es mit den Einzelheiten, wenn es zweimal geschieht.</translation>
    </message>
    <message>
        <source>The fewest steps, with the smallest image-text model; a text-to-image model that is used as an inpainter. For research only.</source>
        <translation>Die wenigsten Schritte, mit dem kleinsten Bild-Text-Modell; ein Text-zu-Bild-Modell, das zum Füllen benutzt wird. Nur für die Forschung.</translation>
    </message>
    <message>
        <source>The file "{0}" cannot be read ({1}). Check that you may read it.</source>
        <translation>Die Datei „{0}“ lässt sich nicht lesen ({1}). Prüfe, ob du sie lesen darfst.</translation>
    </message>
    <message>
        <source>The file "{0}" is empty (0 bytes). Open another picture.</source>
        <translation>Die Datei „{0}“ ist leer (0 Bytes). Öffne ein anderes Bild.</translation>
    </message>
    <message>
        <source>The file "{0}" is missing from "{1}" on the hub. Try again later, or get a newer lredit.</source>
        <translation>Die Datei „{0}“ fehlt in „{1}“ beim Hub. Versuche es später noch einmal, oder hole ein neueres lredit.</translation>
    </message>
    <message>
        <source>The file holds more than 8 bits a channel; it was opened with 8.</source>
        <translation>Die Datei enthält mehr als 8 Bit je Kanal; sie wurde mit 8 geöffnet.</translation>
    </message>
    <message>
        <source>The file holds several pictures; the first one was opened.</source>
        <translation>Die Datei enthält mehrere Bilder; das erste wurde geöffnet.</translation>
    </message>
    <message>
        <source>The file lacks its end; nothing of the picture is missing.</source>
        <translation>Der Datei fehlt ihr Ende; vom Bild fehlt nichts.</translation>
    </message>
    <message>
        <source>The file name "{0}" does not say a format that is written. End it with one of {1}.</source>
        <translation>Der Dateiname „{0}“ nennt kein Format, das geschrieben wird. Lass ihn auf eines von {1} enden.</translation>
    </message>
    <message>
        <source>The file name "{0}" holds a character that no file name can hold. Choose another name.</source>
        <translation>Der Dateiname „{0}“ enthält ein Zeichen, das kein Dateiname enthalten kann. Wähle einen anderen Namen.</translation>
    </message>
    <message>
        <source>The file name "{0}" holds a character that no file name can hold. Open another picture.</source>
        <translation>Der Dateiname „{0}“ enthält ein Zeichen, das kein Dateiname enthalten kann. Öffne ein anderes Bild.</translation>
    </message>
    <message>
        <source>The filling network gave no picture (NaN). Its file is damaged: get it again.</source>
        <translation>Das Füllnetz ergab kein Bild (NaN). Seine Datei ist beschädigt: hole sie noch einmal.</translation>
    </message>
    <message>
        <source>The folder "{0}" cannot be made ({1}).</source>
        <translation>Der Ordner „{0}“ lässt sich nicht anlegen ({1}).</translation>
    </message>
    <message>
        <source>The folder "{0}" cannot be read ({1}).</source>
        <translation>Der Ordner „{0}“ lässt sich nicht lesen ({1}).</translation>
    </message>
    <message>
        <source>The folder "{0}" cannot be written to. Choose another one.</source>
        <translation>In den Ordner „{0}“ kann nicht geschrieben werden. Wähle einen anderen.</translation>
    </message>
    <message>
        <source>The folder "{0}" has gone after {1} of {2} photographs.</source>
        <translation>Der Ordner „{0}“ ist nach {1} von {2} Fotos verschwunden.</translation>
    </message>
    <message>
        <source>The folder "{0}" is missing. Install the bundle again.</source>
        <translation>Der Ordner „{0}“ fehlt. Installiere das Modellpaket noch einmal.</translation>
    </message>
    <message>
        <source>The hub does not know this token. Make a new one with read access in your account's settings there, and give that one.</source>
        <translation>Der Hub kennt dieses Token nicht. Mache in den Einstellungen deines Kontos dort ein neues mit Leserecht und gib dieses an.</translation>
    </message>
    <message>
        <source>The hub has no "{0}" (any more).</source>
        <translation>Beim Hub gibt es kein „{0}“ (mehr).</translation>
    </message>
    <message>
        <source>The hub has no repository "{0}" at "{1}" (any more), or does not show it to you.</source>
        <translation>Beim Hub gibt es kein Verzeichnis „{0}“ bei „{1}“ (mehr), oder es wird dir nicht gezeigt.</translation>
    </message>
    <message>
        <source>The image tower {0} is of a kind that is not supported. Choose an open_clip model with a ViT, a ResNet or a timm tower.</source>
        <translation>Der Bildturm {0} ist von einer Art, die nicht unterstützt wird. Wähle ein open_clip-Modell mit einem ViT, einem ResNet oder einem timm-Turm.</translation>
    </message>
    <message>
        <source>The image-text model in "{0}" needs the tokenizer of "{1}", which is not in that folder. Put tokenizer.json and tokenizer_config.json of it there; nothing is fetched.</source>
        <translation>Das Bild-Text-Modell in „{0}“ braucht den Tokenizer von „{1}“, der nicht in diesem Ordner ist. Lege dessen tokenizer.json und tokenizer_config.json dorthin; nichts wird geholt.</translation>
    </message>
    <message>
        <source>The layer would be smaller than a pixel. Scale it less.</source>
        <translation>Die Ebene würde kleiner als ein Pixel. Skaliere sie weniger.</translation>
    </message>
    <message>
        <source>The layer would have more than {0} megapixels, or a side of more than {1}. Scale it less.</source>
        <translation>Die Ebene hätte mehr als {0} Megapixel oder eine Seite von mehr als {1}. Skaliere sie weniger.</translation>
    </message>
    <message>
        <source>The library has no drawing for '{0}'. {1} It holds {2} things; name one of them, or choose another editor or library.</source>
        <translation>Die Bibliothek hat keine Zeichnung für „{0}“. {1} Sie enthält {2} Dinge; nenne eines davon, oder wähle einen anderen Editor oder eine andere Bibliothek.</translation>
    </message>
    <message>
        <source>The list is under Models (Ctrl+M), and `lredit bundles things` prints it.</source>
        <translation>Die Liste steht unter Modelle (Strg+M), und `lredit bundles things` gibt sie aus.</translation>
    </message>
    <message>
        <source>The list of your own things in "{0}" is damaged. Restore it from a backup, or start anew with `lredit library clear`.</source>
        <translation>Die Liste deiner eigenen Dinge in „{0}“ ist beschädigt. Hole sie aus einer Sicherung, oder fange mit `lredit library clear` neu an.</translation>
    </message>
    <message>
        <source>The machine that edited it was lost {0} times. {1}</source>
        <translation>Der Rechner, der es bearbeitete, ging {0}-mal verloren. {1}</translation>
    </message>
    <message>
        <source>The mask covers so much of the picture that nothing is left to fill it from. Choose a smaller region.</source>
        <translation>Die Maske bedeckt so viel vom Bild, dass nichts bleibt, woraus sie gefüllt werden könnte. Wähle einen kleineren Bereich.</translation>
    </message>
    <message>
        <source>The mask covers {0} of the picture, too much to fill from the rest. Choose something smaller.</source>
        <translation>Die Maske bedeckt {0} des Bildes, zu viel, um sie aus dem Rest zu füllen. Wähle etwas Kleineres.</translation>
    </message>
    <message>
        <source>The mask is empty, or reaches out of the picture. Paint over the thing.</source>
        <translation>Die Maske ist leer oder reicht über das Bild hinaus. Übermale das Ding.</translation>
    </message>
    <message>
        <source>The mask is empty: nothing would be changed. Draw a box around the thing, or paint it.</source>
        <translation>Die Maske ist leer: nichts würde geändert. Zeichne einen Rahmen um das Ding, oder male darüber.</translation>
    </message>
    <message>
        <source>The mask is empty: nothing would be removed. Draw a box around the thing, or paint it.</source>
        <translation>Die Maske ist leer: nichts würde entfernt. Zeichne einen Rahmen um das Ding, oder male darüber.</translation>
    </message>
    <message>
        <source>The mask is empty: there is nothing to cut out. Draw a box around the thing, or paint it.</source>
        <translation>Die Maske ist leer: es gibt nichts auszuschneiden. Zeichne einen Rahmen um das Ding, oder male darüber.</translation>
    </message>
    <message>
        <source>The mask is not of the layer's size.</source>
        <translation>Die Maske hat nicht die Größe der Ebene.</translation>
    </message>
    <message>
        <source>The mask is {0} and the picture {1}; they must be of one size.</source>
        <translation>Die Maske ist {0} und das Bild {1}; sie müssen gleich groß sein.</translation>
    </message>
    <message>
        <source>The mask is {0} {1} and covers {2}. Give 8-bit values, one for each pixel.</source>
        <translation>Die Maske ist {0} {1} und umfasst {2}. Gib 8-Bit-Werte an, einen für jedes Pixel.</translation>
    </message>
    <message>
        <source>The mask reaches to {0}, beyond the picture of {1} x {2} pixels. Find the mask again in this picture.</source>
        <translation>Die Maske reicht bis {0}, über das Bild von {1} x {2} Pixeln hinaus. Finde die Maske in diesem Bild noch einmal.</translation>
    </message>
    <message>
        <source>The memory did not suffice for this edit. Close other programs, choose a smaller preset or a smaller box, and try again.</source>
        <translation>Der Speicher reichte für diese Bearbeitung nicht. Schließe andere Programme, wähle eine kleinere Vorgabe oder einen kleineren Rahmen, und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>The mode {0} is not known here and was taken as normal.</source>
        <translation>Der Modus {0} ist hier nicht bekannt und wurde als normal genommen.</translation>
    </message>
    <message>
        <source>The model hub answers with an error ({0}). Try again later; what was fetched is kept.</source>
        <translation>Der Modell-Hub antwortet mit einem Fehler ({0}). Versuche es später noch einmal; was geholt wurde, bleibt.</translation>
    </message>
    <message>
        <source>The model hub cannot be reached, or the connection broke. Check the network and try again.</source>
        <translation>Der Modell-Hub ist nicht zu erreichen, oder die Verbindung brach ab. Prüfe das Netz und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>The model in "{0}" is a {1} ("{2}")</source>
        <translation>Das Modell in „{0}“ ist ein {1} („{2}“)</translation>
    </message>
    <message>
        <source>The model may not be used commercially without a licence from Black Forest Labs; the licence also lists forbidden uses.</source>
        <translation>Das Modell darf ohne Lizenz von Black Forest Labs nicht gewerblich benutzt werden; die Lizenz zählt auch verbotene Zwecke auf.</translation>
    </message>
    <message>
        <source>The new canvas has no area. Give a width and a height of at least one pixel.</source>
        <translation>Die neue Arbeitsfläche hat keine Ausdehnung. Gib Breite und Höhe von mindestens einem Pixel an.</translation>
    </message>
    <message>
        <source>The opacity of groups was written into their layers.</source>
        <translation>Die Deckkraft von Gruppen wurde in ihre Ebenen geschrieben.</translation>
    </message>
    <message>
        <source>The outline may be wrong in part. Look at it, and mend it with the brush if it is.</source>
        <translation>Der Umriss ist vielleicht zum Teil falsch. Sieh ihn dir an, und bessere ihn, wenn nötig, mit dem Pinsel aus.</translation>
    </message>
    <message>
        <source>The output cannot be written ({0}). Send it to another file or disk.</source>
        <translation>Die Ausgabe kann nicht geschrieben werden ({0}). Lenke sie in eine andere Datei oder auf einen anderen Datenträger.</translation>
    </message>
    <message>
        <source>The package "{0}", which brings editors of the kind "{1}", cannot be imported ({2}). Install it again, or choose another editor.</source>
        <translation>Das Paket „{0}“, das Editoren der Art „{1}“ mitbringt, kann nicht importiert werden ({2}). Installieren Sie es neu oder wählen Sie einen anderen Editor.</translation>
    </message>
    <message>
        <source>The package "{0}", which brings editors of the kind "{1}", cannot make it ({2}). Update it, or choose another editor.</source>
        <translation>Das Paket „{0}“, das Editoren der Art „{1}“ mitbringt, kann ihn nicht erzeugen ({2}). Aktualisieren Sie es oder wählen Sie einen anderen Editor.</translation>
    </message>
    <message>
        <source>The package "{0}", which brings editors of the kind "{1}", made something that is no editor. Update it, or choose another editor.</source>
        <translation>Das Paket „{0}“, das Editoren der Art „{1}“ mitbringt, erzeugte etwas, das kein Editor ist. Aktualisieren Sie es oder wählen Sie einen anderen Editor.</translation>
    </message>
    <message>
        <source>The part "{0}" should be one .safetensors file and holds {1}. Download it again.</source>
        <translation>Der Teil „{0}“ sollte eine .safetensors-Datei sein und enthält {1}. Lade ihn noch einmal herunter.</translation>
    </message>
    <message>
        <source>The parts of "{0}" do not belong together: {1} tokens a side are {2} px with its quantiser, not what {3} says. Get the model again.</source>
        <translation>Die Teile von „{0}“ gehören nicht zusammen: {1} Token je Seite sind mit seinem Quantisierer {2} px, nicht, was {3} sagt. Hole das Modell noch einmal.</translation>
    </message>
    <message>
        <source>The parts take {0}, and the disk of "{1}" has {2} left. Choose another folder or make room.</source>
        <translation>Die Teile brauchen {0}, und der Datenträger von „{1}“ hat noch {2}. Wähle einen anderen Ordner oder schaffe Platz.</translation>
    </message>
    <message>
        <source>The picture cannot be written as 16-bit PNG. Export it as TIFF instead.</source>
        <translation>Das Bild lässt sich nicht als 16-Bit-PNG schreiben. Exportiere es stattdessen als TIFF.</translation>
    </message>
    <message>
        <source>The picture cannot be written as {0} ({1}). Export it as PNG instead.</source>
        <translation>Das Bild lässt sich nicht als {0} schreiben ({1}). Exportiere es stattdessen als PNG.</translation>
    </message>
    <message>
        <source>The picture has no pixels. Open another file.</source>
        <translation>Das Bild hat keine Pixel. Öffne eine andere Datei.</translation>
    </message>
    <message>
        <source>The picture is {0} x {1} pixels; editing needs at least {2} on each side.</source>
        <translation>Das Bild hat {0} x {1} Pixel; eine Bearbeitung braucht mindestens {2} auf jeder Seite.</translation>
    </message>
    <message>
        <source>The picture needs at least one pixel each way.</source>
        <translation>Das Bild braucht in jede Richtung mindestens ein Pixel.</translation>
    </message>
    <message>
        <source>The picture was converted from {0} to RGB.</source>
        <translation>Das Bild wurde von {0} nach RGB umgewandelt.</translation>
    </message>
    <message>
        <source>The picture's 16 bits a channel became 8, which is what this format holds.</source>
        <translation>Aus den 16 Bit je Kanal des Bildes wurden 8, so viel dieses Format fasst.</translation>
    </message>
    <message>
        <source>The pipeline in "{0}" brings program code of its own ({1}), which is never run here. Choose a pipeline that is made of diffusers' own classes.</source>
        <translation>Die Pipeline in „{0}“ bringt eigenen Programmcode mit ({1}), der hier nie ausgeführt wird. Wähle eine Pipeline, die aus Klassen von diffusers selbst besteht.</translation>
    </message>
    <message>
        <source>The pipeline in "{0}" cannot be loaded: its files are damaged or do not fit together. Get it again.</source>
        <translation>Die Pipeline in „{0}“ lässt sich nicht laden: ihre Dateien sind beschädigt oder passen nicht zusammen. Hole sie noch einmal.</translation>
    </message>
    <message>
        <source>The pipeline {0} takes no mask, so it cannot edit a region. Choose an inpainting pipeline.</source>
        <translation>Die Pipeline {0} nimmt keine Maske und kann also keinen Bereich bearbeiten. Wähle eine Inpainting-Pipeline.</translation>
    </message>
    <message>
        <source>The point ({0}, {1}) lies outside of the picture, which is {2} x {3} pixels. Point at something in it.</source>
        <translation>Der Punkt ({0}, {1}) liegt außerhalb des Bildes, das {2} x {3} Pixel hat. Zeige auf etwas darin.</translation>
    </message>
    <message>
        <source>The process that edited it ended twice, {0}. Run it with fewer --workers.</source>
        <translation>Der Prozess, der es bearbeitete, endete zweimal, {0}. Rufe es mit weniger --workers auf.</translation>
    </message>
    <message>
        <source>The program's own file "resources/{0}" is missing. Install lredit again, or clone it whole.</source>
        <translation>Die programmeigene Datei „resources/{0}“ fehlt. Installiere lredit noch einmal, oder klone es vollständig.</translation>
    </message>
    <message>
        <source>The project's pixels could not be written.</source>
        <translation>Die Pixel des Projekts konnten nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The prompt is empty. Say what should be in the picture, for example "a red apple".</source>
        <translation>Die Beschreibung ist leer. Sage, was im Bild sein soll, zum Beispiel „a red apple“.</translation>
    </message>
    <message>
        <source>The prompt is too long for this model, which does not read "{0}". Say it in fewer words.</source>
        <translation>Die Beschreibung ist für dieses Modell zu lang, das „{0}“ nicht liest. Sage es mit weniger Wörtern.</translation>
    </message>
    <message>
        <source>The prompt speaks of "{0}" and "replaces" of "{1}". Say one of them.</source>
        <translation>Die Beschreibung spricht von „{0}“ und „ersetzt“ von „{1}“. Sage eines davon.</translation>
    </message>
    <message>
        <source>The region network "{0}" is missing or damaged: regions are learned without that starting point. Install the bundle again.</source>
        <translation>Das Regionsnetz „{0}“ fehlt oder ist beschädigt: Regionen werden ohne diesen Ausgangspunkt gelernt. Installiere das Paket noch einmal.</translation>
    </message>
    <message>
        <source>The repository "{0}" lists a file "{1}" that would lie outside of its folder. Nothing was fetched; do not use this repository.</source>
        <translation>Das Verzeichnis „{0}“ nennt eine Datei „{1}“, die außerhalb seines Ordners läge. Nichts wurde geholt; benutze dieses Verzeichnis nicht.</translation>
    </message>
    <message>
        <source>The same with a detector made for speed; less sure of rare things.</source>
        <translation>Dasselbe mit einem auf Geschwindigkeit gebauten Detektor; bei seltenen Dingen weniger sicher.</translation>
    </message>
    <message>
        <source>The seed {0} is out of range. Choose a whole number from 0 to {1}.</source>
        <translation>Der Startwert {0} liegt außerhalb der Grenzen. Wähle eine ganze Zahl von 0 bis {1}.</translation>
    </message>
    <message>
        <source>The self-supervised model has to be a vision transformer with patch tokens, such as DINO or DINOv2. Choose the folder of one, or "builtin".</source>
        <translation>Das selbstüberwachte Modell muss ein Vision-Transformer mit Patch-Token sein, etwa DINO oder DINOv2. Wähle den Ordner eines solchen, oder „builtin“.</translation>
    </message>
    <message>
        <source>The server sent nothing.</source>
        <translation>Der Server hat nichts gesendet.</translation>
    </message>
    <message>
        <source>The stages of a picture need a trunk of timm. Choose another bundle.</source>
        <translation>Die Stufen eines Bildes brauchen einen Stamm von timm. Wähle ein anderes Modellpaket.</translation>
    </message>
    <message>
        <source>The stored export settings cannot be read. Choose them anew.</source>
        <translation>Die gespeicherten Exporteinstellungen lassen sich nicht lesen. Wähle sie neu.</translation>
    </message>
    <message>
        <source>The sub-folder "vqvae" is missing in "{0}". Get that sub-folder again.</source>
        <translation>Der Unterordner „vqvae“ fehlt in „{0}“. Hole diesen Unterordner noch einmal.</translation>
    </message>
    <message>
        <source>The sub-folder "{0}" is missing in "{1}", whose model_index.json names it. Get that sub-folder, or the pipeline again.</source>
        <translation>Der Unterordner „{0}“ fehlt in „{1}“, dessen model_index.json ihn nennt. Hole diesen Unterordner, oder die Pipeline noch einmal.</translation>
    </message>
    <message>
        <source>The surest at finding every thing of a kind, with masks; large, and given out by name.</source>
        <translation>Findet am sichersten jedes Ding einer Art, mit Masken; groß, und wird namentlich vergeben.</translation>
    </message>
    <message>
        <source>The text tower of the image-text model in "{0}" is the Hugging Face model "{1}", whose configuration is not on this machine. Put its config.json into a folder "{2}" there, or choose a model with a text tower of open_clip's own; nothing is fetched.</source>
        <translation>Der Textturm des Bild-Text-Modells in „{0}“ ist das Hugging-Face-Modell „{1}“, dessen Konfiguration nicht auf diesem Rechner ist. Lege seine config.json in einen Ordner „{2}“ dort, oder wähle ein Modell mit einem eigenen Textturm von open_clip; nichts wird geholt.</translation>
    </message>
    <message>
        <source>The thing is cut off by the edge of the picture: where it goes, the cut will be seen.</source>
        <translation>Das Ding ist vom Bildrand abgeschnitten: wohin es kommt, wird der Schnitt zu sehen sein.</translation>
    </message>
    <message>
        <source>The thing takes up so much of the picture that the place it leaves cannot be filled from the rest. Change it where it is.</source>
        <translation>Das Ding nimmt so viel vom Bild ein, dass die Stelle, die es hinterlässt, nicht aus dem Rest gefüllt werden kann. Ändere es, wo es ist.</translation>
    </message>
    <message>
        <source>The thing would be {0} times its size. Choose {1} to {2}.</source>
        <translation>Das Ding wäre das {0}-fache seiner Größe. Wähle {1} bis {2}.</translation>
    </message>
    <message>
        <source>The thing would lie at {0}, outside of the picture of {1} x {2} pixels. Put it inside.</source>
        <translation>Das Ding läge bei {0}, außerhalb des Bildes von {1} x {2} Pixeln. Lege es hinein.</translation>
    </message>
    <message>
        <source>The tiny autoencoder "{0}" does not fit its configuration. Get it again with the {1} that belongs to it, in one folder.</source>
        <translation>Der kleine Autoencoder „{0}“ passt nicht zu seiner Konfiguration. Hole ihn noch einmal mit dem {1}, das dazugehört, in einem Ordner.</translation>
    </message>
    <message>
        <source>The tiny autoencoder has {0} {1}, this model's own has {2}. Choose the one that was made for this model: TAESD for Stable Diffusion 1 and 2, TAESDXL for XL, TAESD3 for 3, TAEF1 for FLUX.1.</source>
        <translation>Der kleine Autoencoder hat {0} {1}, der eigene dieses Modells {2}. Wähle den, der für dieses Modell gemacht wurde: TAESD für Stable Diffusion 1 und 2, TAESDXL für XL, TAESD3 für 3, TAEF1 für FLUX.1.</translation>
    </message>
    <message>
        <source>The token in "{0}" cannot be read. {1}</source>
        <translation>Das Token in "{0}" kann nicht gelesen werden. {1}</translation>
    </message>
    <message>
        <source>The weights in "{0}" are stored as {1} ("{2}"), which is not read here. Get the same model in float16, bfloat16 or plain float8.</source>
        <translation>Die Gewichte in „{0}“ sind als {1} gespeichert („{2}“), was hier nicht gelesen wird. Hole dasselbe Modell in float16, bfloat16 oder einfachem float8.</translation>
    </message>
    <message>
        <source>The workstation at {0} and this computer have other versions of Python or Ray. Install the same ones on both. Nothing was sent.</source>
        <translation>Die Workstation unter {0} und dieser Rechner haben verschiedene Versionen von Python oder Ray. Installiere auf beiden dieselben. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>The workstation at {0} does not answer any more. Try again.</source>
        <translation>Die Workstation unter {0} antwortet nicht mehr. Versuche es noch einmal.</translation>
    </message>
    <message>
        <source>The workstation at {0} does not take this token. {1}</source>
        <translation>Die Workstation unter {0} nimmt dieses Token nicht an. {1}</translation>
    </message>
    <message>
        <source>The workstation at {0} has no room for the engine: its cards or cores are in use, by somebody else or another window. "RAY_AUTH_MODE=token ray status" there says how many are free. Try again later.</source>
        <translation>Die Workstation unter {0} hat keinen Platz für die Engine: Ihre Karten oder Kerne sind vergeben, an jemand anderen oder ein anderes Fenster. "RAY_AUTH_MODE=token ray status" sagt dort, wie viele frei sind. Versuche es später noch einmal.</translation>
    </message>
    <message>
        <source>The workstation ended the edit without a result. Try it once more.</source>
        <translation>Die Workstation beendete die Bearbeitung ohne Ergebnis. Versuche es noch einmal.</translation>
    </message>
    <message>
        <source>The {0} has {1} characters; the models read {2} at the most. Say it in a sentence.</source>
        <translation>„{0}“ hat {1} Zeichen; die Modelle lesen höchstens {2}. Sage es in einem Satz.</translation>
    </message>
    <message>
        <source>The {0} holds a character that is no text (U+{1}). Type it again.</source>
        <translation>„{0}“ enthält ein Zeichen, das kein Text ist (U+{1}). Schreibe es noch einmal.</translation>
    </message>
    <message>
        <source>The “not from here” strokes leave too little of the picture to fill this place from. Take some of them away with the right button, or undo the last one, and edit again.</source>
        <translation>Die Striche „Nicht von hier“ lassen zu wenig vom Bild übrig, um diese Stelle daraus zu füllen. Nimm einige mit der rechten Taste weg, oder mache den letzten rückgängig, und bearbeite noch einmal.</translation>
    </message>
    <message>
        <source>The “not from here” strokes reach out of the picture. Paint them again.</source>
        <translation>Die Striche „Nicht von hier“ reichen über das Bild hinaus. Male sie noch einmal.</translation>
    </message>
    <message>
        <source>There are no visible layers to merge.</source>
        <translation>Es gibt keine sichtbaren Ebenen zu verschmelzen.</translation>
    </message>
    <message>
        <source>There is no "{0}". Give the folder in which the part lies now.</source>
        <translation>„{0}“ gibt es nicht. Gib den Ordner an, in dem der Teil jetzt liegt.</translation>
    </message>
    <message>
        <source>There is no LoRA file "{0}". Give a .safetensors file.</source>
        <translation>Eine LoRA-Datei „{0}“ gibt es nicht. Gib eine .safetensors-Datei an.</translation>
    </message>
    <message>
        <source>There is no Ray cluster at "{0}". Begin one with: ray start --head, and give the address that it says (HOST:PORT, mostly port 6379; 10001 is for single windows).</source>
        <translation>Unter "{0}" ist kein Ray-Cluster. Beginne einen mit: ray start --head, und gib die Adresse an, die es sagt (HOST:PORT, meist Port 6379; 10001 ist für einzelne Fenster).</translation>
    </message>
    <message>
        <source>There is no colour "{0}". Choose from: {1}.</source>
        <translation>Eine Farbe „{0}“ gibt es nicht. Wähle aus: {1}.</translation>
    </message>
    <message>
        <source>There is no editor "{0}" to compare with. Choose {1}.</source>
        <translation>Einen Editor „{0}“ zum Vergleichen gibt es nicht. Wähle {1}.</translation>
    </message>
    <message>
        <source>There is no file "{0}". Check the name, or open another one.</source>
        <translation>Eine Datei „{0}“ gibt es nicht. Prüfe den Namen, oder öffne eine andere.</translation>
    </message>
    <message>
        <source>There is no file "{0}". Check the name, or open another picture.</source>
        <translation>Eine Datei „{0}“ gibt es nicht. Prüfe den Namen, oder öffne ein anderes Bild.</translation>
    </message>
    <message>
        <source>There is no file "{0}". Give the votes.csv of a study.</source>
        <translation>Eine Datei „{0}“ gibt es nicht. Gib die votes.csv einer Studie an.</translation>
    </message>
    <message>
        <source>There is no folder "{0}". Check the name, and that its disk is there.</source>
        <translation>Einen Ordner „{0}“ gibt es nicht. Prüfe den Namen, und ob sein Datenträger da ist.</translation>
    </message>
    <message>
        <source>There is no folder "{0}". Choose a folder that exists.</source>
        <translation>Einen Ordner „{0}“ gibt es nicht. Wähle einen Ordner, den es gibt.</translation>
    </message>
    <message>
        <source>There is no folder "{0}". Give the folder of the part (or the .safetensors file of an editor), or "builtin".</source>
        <translation>Einen Ordner „{0}“ gibt es nicht. Gib den Ordner des Teils an (oder die .safetensors-Datei eines Editors), oder „builtin“.</translation>
    </message>
    <message>
        <source>There is no installed bundle "{0}". `lredit bundles list` names them.</source>
        <translation>Ein installiertes Modellpaket „{0}“ gibt es nicht. `lredit bundles list` nennt sie.</translation>
    </message>
    <message>
        <source>There is no intent "{0}". Choose one of: {1}.</source>
        <translation>Die Absicht „{0}“ gibt es nicht. Wählen Sie eine von: {1}.</translation>
    </message>
    <message>
        <source>There is no layer below this one to merge it with.</source>
        <translation>Unter dieser Ebene liegt keine, mit der sie verschmelzen könnte.</translation>
    </message>
    <message>
        <source>There is no model bundle "{0}". Installed: {1}. Give one of these, or the folder of a bundle.</source>
        <translation>Ein Modellpaket „{0}“ gibt es nicht. Installiert: {1}. Gib eines davon an, oder den Ordner eines Modellpakets.</translation>
    </message>
    <message>
        <source>There is no picture format "{0}". Choose one of {1}.</source>
        <translation>Ein Bildformat „{0}“ gibt es nicht. Wähle eines von {1}.</translation>
    </message>
    <message>
        <source>There is no room for "{0}" there: it would stay where it is. Say another place; in the window it can be dragged, too.</source>
        <translation>Für „{0}“ ist dort kein Platz: es bliebe, wo es ist. Sage einen anderen Ort; im Fenster kannst du es auch ziehen.</translation>
    </message>
    <message>
        <source>There is no room for the picture in shared memory, nor in "{0}" ({1}). Free {2} MB there and try again.</source>
        <translation>Für das Bild ist weder im gemeinsamen Speicher Platz noch in „{0}“ ({1}). Schaffe dort {2} MB und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>There is no runtime "{0}". Choose one of: {1}.</source>
        <translation>Eine Laufzeit „{0}“ gibt es nicht. Wähle eine von: {1}.</translation>
    </message>
    <message>
        <source>There is no sampler "{0}". Choose one of: {1}.</source>
        <translation>Einen Sampler „{0}“ gibt es nicht. Wähle einen von: {1}.</translation>
    </message>
    <message>
        <source>There is no thing "{0}". `lredit library list` says which there are.</source>
        <translation>Ein Ding „{0}“ gibt es nicht. `lredit library list` sagt, welche es gibt.</translation>
    </message>
    <message>
        <source>There is no tiny autoencoder at "{0}". Where that of a bundle was moved: `lredit bundles relocate NAME FOLDER --part EDITOR-tiny-autoencoder`, or Locate under Models &gt; Installed.</source>
        <translation>Bei „{0}“ gibt es keinen kleinen Autoencoder. Wohin der eines Modellpakets verschoben wurde: `lredit bundles relocate NAME FOLDER --part EDITOR-tiny-autoencoder`, oder „Suchen“ unter Modelle &gt; Installiert.</translation>
    </message>
    <message>
        <source>There is no tiny autoencoder to make results with. Give one with --tiny-vae.</source>
        <translation>Es gibt keinen kleinen Autoencoder, um Ergebnisse damit zu machen. Gib einen mit --tiny-vae an.</translation>
    </message>
    <message>
        <source>There is no token for the workstation. {0}</source>
        <translation>Es gibt kein Token für die Workstation. {0}</translation>
    </message>
    <message>
        <source>There is no token in "{0}". {1}</source>
        <translation>In "{0}" steht kein Token. {1}</translation>
    </message>
    <message>
        <source>There is not enough memory for this edit, even with the models moved in one at a time. Choose a smaller model or fewer candidates, or close other programs.</source>
        <translation>Für diese Bearbeitung reicht der Speicher nicht, auch wenn die Modelle einzeln hineingeholt werden. Wähle ein kleineres Modell oder weniger Vorschläge, oder schließe andere Programme.</translation>
    </message>
    <message>
        <source>There is not enough memory for this edit. Choose a smaller model, or close other programs.</source>
        <translation>Für diese Bearbeitung reicht der Speicher nicht. Wähle ein kleineres Modell, oder schließe andere Programme.</translation>
    </message>
    <message>
        <source>There is not enough memory. Close other programs and try again.</source>
        <translation>Der Speicher reicht nicht. Schließe andere Programme und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>There is nothing at "{0}". Give the folder or the .safetensors file of a model.</source>
        <translation>Bei „{0}“ ist nichts. Gib den Ordner oder die .safetensors-Datei eines Modells an.</translation>
    </message>
    <message>
        <source>These models draw {0} things, and "{1}" is not among them. {2} For anything else, use a bundle of large models.</source>
        <translation>Diese Modelle zeichnen {0} Dinge, und „{1}“ ist nicht darunter. {2} Für alles andere nimm ein Paket großer Modelle.</translation>
    </message>
    <message>
        <source>These models have no detector: say which things are to be found, or choose another bundle.</source>
        <translation>Diese Modelle haben keinen Detektor: sage, welche Dinge gefunden werden sollen, oder wähle ein anderes Modellpaket.</translation>
    </message>
    <message>
        <source>These models know no "{0}": it was left out.</source>
        <translation>Diese Modelle kennen kein „{0}“: es wurde ausgelassen.</translation>
    </message>
    <message>
        <source>These models know no {0}. Name other things, or leave them out.</source>
        <translation>Diese Modelle kennen kein {0}. Nenne andere Dinge, oder lass sie weg.</translation>
    </message>
    <message>
        <source>They find things in photographs and drawings, take them away, change and move them, and put in drawings of 138 things and what you cut out of your own photographs. To paint anything else, load a bundle of large models.</source>
        <translation>Sie finden Dinge in Fotos und Zeichnungen, nehmen sie weg, ändern und verschieben sie, und setzen Zeichnungen von 138 Dingen ein und was du aus deinen eigenen Fotos ausschneidest. Um anderes zu malen, lade ein Paket großer Modelle.</translation>
    </message>
    <message>
        <source>Things are added one at a time: say "a bird and a bird".</source>
        <translation>Dinge werden einzeln hinzugefügt: sage „a bird and a bird“.</translation>
    </message>
    <message>
        <source>Things are edited one at a time: say which one, "the one on the left", and then the next.</source>
        <translation>Dinge werden einzeln bearbeitet: sage, welches, „the one on the left“, und dann das nächste.</translation>
    </message>
    <message>
        <source>Things are mirrored from left to right only.</source>
        <translation>Dinge werden nur waagerecht gespiegelt.</translation>
    </message>
    <message>
        <source>This OpenRaster file has {0} layers; {1} are the most. Merge some of them.</source>
        <translation>Diese OpenRaster-Datei hat {0} Ebenen; {1} sind das Höchste. Führen Sie einige zusammen.</translation>
    </message>
    <message>
        <source>This comparison needs a plain Stable Diffusion 1 or 2, not a {0} of {1} input channels. Choose another model.</source>
        <translation>Dieser Vergleich braucht ein einfaches Stable Diffusion 1 oder 2, kein {0} mit {1} Eingabekanälen. Wähle ein anderes Modell.</translation>
    </message>
    <message>
        <source>This file is no OpenRaster picture, or it is damaged. Open it where it was made, and save it again.</source>
        <translation>Diese Datei ist kein OpenRaster-Bild, oder sie ist beschädigt. Öffne sie, wo sie gemacht wurde, und speichere sie noch einmal.</translation>
    </message>
    <message>
        <source>This file is no lredit project. Open a file that was saved as one.</source>
        <translation>Diese Datei ist kein lredit-Projekt. Öffne eine Datei, die als solches gespeichert wurde.</translation>
    </message>
    <message>
        <source>This form of SAM 3 takes boxes, and no points ({0} were given).</source>
        <translation>Diese Form von SAM 3 nimmt Rahmen und keine Punkte (angegeben waren {0}).</translation>
    </message>
    <message>
        <source>This group is no longer in the document. Undo may bring it back.</source>
        <translation>Diese Gruppe ist nicht mehr im Dokument. „Rückgängig“ bringt sie vielleicht zurück.</translation>
    </message>
    <message>
        <source>This is no token of the hub: there is a blank or a letter with an accent in it. Copy it again; it begins with "hf_".</source>
        <translation>Das ist kein Token des Hubs: darin ist ein Leerzeichen oder ein Buchstabe mit Akzent. Kopiere es noch einmal; es beginnt mit „hf_“.</translation>
    </message>
    <message>
        <source>This layer is no longer in the document. Undo may bring it back.</source>
        <translation>Diese Ebene ist nicht mehr im Dokument. „Rückgängig“ bringt sie vielleicht zurück.</translation>
    </message>
    <message>
        <source>This program uses Ray without a token already. Use the workstation in another process.</source>
        <translation>Dieses Programm verwendet Ray schon ohne Token. Verwende die Workstation in einem anderen Prozess.</translation>
    </message>
    <message>
        <source>This project file is damaged: a picture in it cannot be read. Open an earlier copy of it.</source>
        <translation>Diese Projektdatei ist beschädigt: ein Bild darin lässt sich nicht lesen. Öffne eine frühere Kopie.</translation>
    </message>
    <message>
        <source>This project file is damaged: its description cannot be read. Open an earlier copy of it.</source>
        <translation>Diese Projektdatei ist beschädigt: Ihre Beschreibung ist nicht lesbar. Öffne eine frühere Kopie davon.</translation>
    </message>
    <message>
        <source>This project needs {0} of memory and {1} are free. Close other programs, or open it on a machine with more memory.</source>
        <translation>Dieses Projekt braucht {0} Speicher, und {1} sind frei. Schließe andere Programme, oder öffne es auf einem Rechner mit mehr Speicher.</translation>
    </message>
    <message>
        <source>This project was saved by a later version of lredit (its format is {0}, this one reads up to {1}). Open it with the version that saved it, or a later one.</source>
        <translation>Dieses Projekt wurde von einer späteren Version von lredit gespeichert (sein Format ist {0}, diese liest bis {1}). Öffne es mit der Version, die es gespeichert hat, oder einer späteren.</translation>
    </message>
    <message>
        <source>This snapshot is no longer there. Keep another one from the history's menu.</source>
        <translation>Dieser Zustand ist nicht mehr da. Halte einen anderen im Menü des Verlaufs fest.</translation>
    </message>
    <message>
        <source>Trying out things on machines with little memory: a distilled model of half the size that knows no mask of its own, so that edges meet less well.</source>
        <translation>Zum Ausprobieren auf Rechnern mit wenig Speicher: ein destilliertes Modell halber Größe, das selbst keine Maske kennt, so dass Ränder weniger gut passen.</translation>
    </message>
    <message>
        <source>Two things cannot change places in one step. Move one of them, then the other.</source>
        <translation>Zwei Dinge können nicht in einem Schritt die Plätze tauschen. Verschiebe eines davon, dann das andere.</translation>
    </message>
    <message>
        <source>Update it (pip install --upgrade transformers), or choose another model.</source>
        <translation>Bringe es auf den neuesten Stand (pip install --upgrade transformers), oder wähle ein anderes Modell.</translation>
    </message>
    <message>
        <source>What can be changed: {0}.</source>
        <translation>Was sich ändern lässt: {0}.</translation>
    </message>
    <message>
        <source>What lies around a thing cannot be taken away. It can be blurred or darkened: "blur everything but {0}".</source>
        <translation>Was um ein Ding herum liegt, lässt sich nicht wegnehmen. Es kann weichgezeichnet oder abgedunkelt werden: „blur everything but {0}“.</translation>
    </message>
    <message>
        <source>What other programs noted (XMP) is too large for a JPEG file and was left out.</source>
        <translation>Was andere Programme vermerkt haben (XMP), ist für eine JPEG-Datei zu groß und wurde weggelassen.</translation>
    </message>
    <message>
        <source>What should stay as it is needs no words. Say what should change.</source>
        <translation>Was bleiben soll, wie es ist, braucht keine Worte. Sage, was sich ändern soll.</translation>
    </message>
    <message>
        <source>What the camera noted (EXIF) cannot be written into a {0} file and was left out.</source>
        <translation>Was die Kamera notiert hat (EXIF), lässt sich nicht in eine {0}-Datei schreiben und wurde weggelassen.</translation>
    </message>
    <message>
        <source>What the file says about the picture (EXIF, texts) cannot be read and was left out.</source>
        <translation>Was die Datei über das Bild sagt (EXIF, Texte), lässt sich nicht lesen und wurde weggelassen.</translation>
    </message>
    <message>
        <source>Whatever words name, places and materials too, as a coarse map instead of boxes.</source>
        <translation>Was immer Worte benennen, auch Orte und Stoffe, als grobe Karte statt als Rahmen.</translation>
    </message>
    <message>
        <source>Which fits the words better?</source>
        <translation>Was passt besser zu den Worten?</translation>
    </message>
    <message>
        <source>Which looks more real?</source>
        <translation>Was sieht echter aus?</translation>
    </message>
    <message>
        <source>Your account has no access to "{0}" yet. Open {1}, accept its licence there, and try again; some owners take a day to answer, and a token of limited scope must name gated repositories.</source>
        <translation>Dein Konto hat noch keinen Zugang zu „{0}“. Öffne {1}, nimm dort die Lizenz an und versuche es noch einmal; manche Besitzer brauchen einen Tag zum Antworten, und ein Token mit begrenztem Umfang muss geschützte Verzeichnisse nennen.</translation>
    </message>
    <message>
        <source>guidance {0}</source>
        <translation>Führung {0}</translation>
    </message>
    <message>
        <source>lower</source>
        <translation>niedriger</translation>
    </message>
    <message>
        <source>narrower</source>
        <translation>schmaler</translation>
    </message>
    <message>
        <source>no guidance</source>
        <translation>ohne Führung</translation>
    </message>
    <message>
        <source>no timm architecture</source>
        <translation>keine Architektur von timm</translation>
    </message>
    <message>
        <source>sampler {0}</source>
        <translation>Sampler {0}</translation>
    </message>
    <message>
        <source>taller</source>
        <translation>höher</translation>
    </message>
    <message>
        <source>the graphics card has only {0}</source>
        <translation>die Grafikkarte hat nur {0}</translation>
    </message>
    <message>
        <source>there is no graphics card</source>
        <translation>es gibt keine Grafikkarte</translation>
    </message>
    <message>
        <source>tiny autoencoder for drafts</source>
        <translation>kleiner Autoencoder für Entwürfe</translation>
    </message>
    <message>
        <source>tiny autoencoder for drafts and results</source>
        <translation>kleiner Autoencoder für Entwürfe und Ergebnisse</translation>
    </message>
    <message>
        <source>wider</source>
        <translation>breiter</translation>
    </message>
    <message>
        <source>{0} "{1}" is here as far as byte {2} of {3}; download again to go on from there.</source>
        <translation>{0} „{1}“ ist bis Byte {2} von {3} hier; lade noch einmal herunter, um dort weiterzumachen.</translation>
    </message>
    <message>
        <source>{0} LoRA</source>
        <translation>{0} LoRA</translation>
    </message>
    <message>
        <source>{0} Or draw a box around it.</source>
        <translation>{0} Oder zeichne einen Rahmen darum.</translation>
    </message>
    <message>
        <source>{0} Your picture and layers are as they were; it starts anew with your next edit.</source>
        <translation>{0} Dein Bild und deine Ebenen sind, wie sie waren; mit der nächsten Bearbeitung beginnt sie neu.</translation>
    </message>
    <message>
        <source>{0} a second, {1} left</source>
        <translation>{0} je Sekunde, noch {1}</translation>
    </message>
    <message>
        <source>{0} and {1} both {2}; a bundle takes one model for that. Leave one of them out.</source>
        <translation>{0} und {1} machen beide dasselbe ({2}); ein Modellpaket nimmt dafür eines. Lass eines davon weg.</translation>
    </message>
    <message>
        <source>{0} and {1} would write to one file, "{2}", and one of them would be lost. Give each a name of its own.</source>
        <translation>{0} und {1} würden in eine Datei schreiben, „{2}“, und eines ginge verloren. Gib jedem einen eigenen Namen.</translation>
    </message>
    <message>
        <source>{0} cannot be loaded: "{1}" asks for more than its weights hold ({2}). It is damaged, or belongs to another model. Get it again.</source>
        <translation>{0} kann nicht geladen werden: „{1}“ verlangt mehr, als die Gewichte enthalten ({2}). Die Datei ist beschädigt oder gehört zu einem anderen Modell. Besorgen Sie sie neu.</translation>
    </message>
    <message>
        <source>{0} cannot be loaded: its files are damaged or do not fit together. Install the bundle again, or choose another one ("builtin" always works).</source>
        <translation>{0} lässt sich nicht laden: die Dateien sind beschädigt oder passen nicht zusammen. Installiere das Modellpaket noch einmal, oder wähle ein anderes („builtin“ geht immer).</translation>
    </message>
    <message>
        <source>{0} cannot be loaded: its folder holds no weights (*.safetensors). Get it again.</source>
        <translation>{0} lässt sich nicht laden: der Ordner enthält keine Gewichte (*.safetensors). Hole es noch einmal.</translation>
    </message>
    <message>
        <source>{0} choices</source>
        <translation>{0} Entscheidungen</translation>
    </message>
    <message>
        <source>{0} choices were made with the models of "{1}"; it takes {2} at least. Switch learning on in the window (Region, Learning from you), accept some edits, and try again.</source>
        <translation>{0} Entscheidungen wurden mit den Modellen von „{1}“ getroffen; nötig sind mindestens {2}. Schalte das Lernen im Fenster ein (Bereich, Von dir lernen), nimm einige Bearbeitungen an, und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>{0} decodes by {1}, for which no tiny autoencoder can stand. Leave it out.</source>
        <translation>{0} dekodiert mit {1}, wofür kein kleiner Autoencoder stehen kann. Lass ihn weg.</translation>
    </message>
    <message>
        <source>{0} denoising steps cannot be made. Choose 1 to {1}.</source>
        <translation>{0} Entrauschungsschritte gehen nicht. Wähle 1 bis {1}.</translation>
    </message>
    <message>
        <source>{0} does not read so far: "{1}" is left out where it looks for the thing.</source>
        <translation>{0} liest nicht so weit: „{1}“ bleibt weg, wo es das Ding sucht.</translation>
    </message>
    <message>
        <source>{0} ended unexpectedly. Try again; copy the details to report it.</source>
        <translation>{0} wurde unerwartet beendet. Versuche es noch einmal; kopiere die Einzelheiten, um es zu melden.</translation>
    </message>
    <message>
        <source>{0} ended, most likely for want of memory. Close other programs and try again.</source>
        <translation>{0} wurde beendet, wahrscheinlich aus Mangel an Speicher. Schließe andere Programme und versuche es noch einmal.</translation>
    </message>
    <message>
        <source>{0} for {1} of your own; the editors given are: {2}. Leave them out.</source>
        <translation>{0} für {1} deiner eigenen; angegeben sind die Editoren: {2}. Lass sie weg.</translation>
    </message>
    <message>
        <source>{0} has another bundle "{1}" than this machine. Install the same one on both.</source>
        <translation>{0} hat ein anderes Bündel "{1}" als dieser Rechner. Installiere auf beiden dasselbe.</translation>
    </message>
    <message>
        <source>{0} has lredit {1} on Python {2}, this computer lredit {3} on Python {4}. Install the same versions on both. Nothing was sent.</source>
        <translation>{0} hat lredit {1} auf Python {2}, dieser Rechner lredit {3} auf Python {4}. Installiere auf beiden dieselben Versionen. Nichts wurde gesendet.</translation>
    </message>
    <message>
        <source>{0} has no bundle "{1}". Install it there: lredit bundles install FOLDER.</source>
        <translation>{0} hat kein Bündel "{1}". Installiere es dort: lredit bundles install ORDNER.</translation>
    </message>
    <message>
        <source>{0} holds no word. Say it in words, for example "a red apple".</source>
        <translation>{0} enthält kein Wort. Sage es in Worten, zum Beispiel „a red apple“.</translation>
    </message>
    <message>
        <source>{0} in "{1}" cannot be loaded: its files are damaged or do not fit together. Get them again.</source>
        <translation>{0} in „{1}“ lässt sich nicht laden: die Dateien sind beschädigt oder passen nicht zusammen. Hole sie noch einmal.</translation>
    </message>
    <message>
        <source>{0} in "{1}" is not whole: {2} of its weights are missing or do not fit, the first "{3}". Get its files again.</source>
        <translation>{0} in „{1}“ ist nicht vollständig: {2} seiner Gewichte fehlen oder passen nicht, das erste ist „{3}“. Hole die Dateien noch einmal.</translation>
    </message>
    <message>
        <source>{0} is damaged, and colours cannot be converted with it. Choose another one, or keep the colours.</source>
        <translation>{0} ist beschädigt, und Farben lassen sich damit nicht umwandeln. Wähle ein anderes, oder behalte die Farben.</translation>
    </message>
    <message>
        <source>{0} needs a newer transformers than {1}. {2}</source>
        <translation>{0} braucht ein neueres transformers als {1}. {2}</translation>
    </message>
    <message>
        <source>{0} of graphics memory, or {1} without</source>
        <translation>{0} Grafikspeicher, oder {1} ohne</translation>
    </message>
    <message>
        <source>{0} of main memory</source>
        <translation>{0} Hauptspeicher</translation>
    </message>
    <message>
        <source>{0} on the graphics card and {1}</source>
        <translation>{0} auf der Grafikkarte und {1}</translation>
    </message>
    <message>
        <source>{0} steps</source>
        <translation>{0} Schritte</translation>
    </message>
    <message>
        <source>{0} was left out: it cannot be read ({1}).</source>
        <translation>{0} wurde ausgelassen: es lässt sich nicht lesen ({1}).</translation>
    </message>
    <message>
        <source>{0} would overwrite "{1}", which {2} reads. Give {3} another name.</source>
        <translation>{0} würde „{1}“ überschreiben, das {2} liest. Gib {3} einen anderen Namen.</translation>
    </message>
    <message>
        <source>{0} would overwrite the picture that is edited, "{1}". Give {2} another name.</source>
        <translation>{0} würde das bearbeitete Bild überschreiben, „{1}“. Gib {2} einen anderen Namen.</translation>
    </message>
    <message>
        <source>{0} x {1} pixels are more than the {2} megapixels, or a side longer than the {3}, that the program works with. Give smaller sides.</source>
        <translation>{0} x {1} Pixel sind mehr als die {2} Megapixel, oder eine Seite ist länger als die {3}, mit denen das Programm arbeitet. Gib kleinere Seiten an.</translation>
    </message>
    <message>
        <source>{0} x {1} pixels are more than the {2} million that a picture may have. Choose a smaller size.</source>
        <translation>{0} x {1} Pixel sind mehr als die {2} Millionen, die ein Bild haben darf. Wähle eine kleinere Größe.</translation>
    </message>
    <message>
        <source>{0}, which has no patch tokens that attend to each other. {1}</source>
        <translation>{0}, das keine Patch-Token hat, die aufeinander achten. {1}</translation>
    </message>
    <message>
        <source>{0}, whose tokens are no patches of the picture. {1}</source>
        <translation>{0}, dessen Token keine Ausschnitte des Bildes sind. {1}</translation>
    </message>
    <message>
        <source>{0}-bit TIFF pictures in {1} cannot be opened. Export it as RGB with whole numbers first.</source>
        <translation>TIFF-Bilder mit {0} Bit in {1} können nicht geöffnet werden. Exportiere das Bild zuerst als RGB mit ganzen Zahlen.</translation>
    </message>
    <message>
        <source>{0}: {1} files match, everything loads.</source>
        <translation>{0}: {1} Dateien stimmen, alles lässt sich laden.</translation>
    </message>
    <message>
        <source>{0}: {1} of its {2} layers find a place. Choose one made for it.</source>
        <translation>{0}: {1} der {2} Schichten finden einen Platz. Wähle eine, die dafür gemacht wurde.</translation>
    </message>
    <message>
        <source>{0}: {1} of {2} parts do not fit: {3}.</source>
        <translation>{0}: {1} von {2} Teilen passen nicht: {3}.</translation>
    </message>
    <message>
        <source>“{0}” is locked. Unlock it in the layer panel first.</source>
        <translation>„{0}“ ist gesperrt. Entsperre sie zuerst im Ebenenbedienfeld.</translation>
    </message>
    <message>
        <source>“{0}” shows no ground around the thing whose colours could be matched.</source>
        <translation>„{0}“ zeigt um das Ding herum keinen Grund, an dessen Farben angeglichen werden könnte.</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>Settings and the log cannot be kept in “{0}”. Everything works, but what you choose is forgotten at the end. Make that folder one that you can write to, and start again.</source>
        <translation>Einstellungen und Protokoll können in „{0}“ nicht aufbewahrt werden. Alles geht, aber was du wählst, ist am Ende vergessen. Sorge dafür, dass du in diesen Ordner schreiben darfst, und starte neu.</translation>
    </message>
</context>
<context>
    <name>Destination</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Choose the folder and the name</source>
        <translation>Ordner und Namen wählen</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the file</source>
        <translation>Name der Datei</translation>
    </message>
    <message>
        <source>Where the picture is exported to</source>
        <translation>Wohin das Bild exportiert wird</translation>
    </message>
    <message>
        <source>in</source>
        <translation>in</translation>
    </message>
</context>
<context>
    <name>Dialogs</name>
    <message>
        <source>The comparison is ready: see Region &gt; Compare with.</source>
        <translation>Der Vergleich ist fertig: siehe Bereich &gt; Vergleichen mit.</translation>
    </message>
    <message>
        <source>The folder of a study</source>
        <translation>Der Ordner einer Studie</translation>
    </message>
    <message>
        <source>Your own things: {0}</source>
        <translation>Eigene Dinge: {0}</translation>
    </message>
</context>
<context>
    <name>DocumentHistory</name>
    <message>
        <source>Go to “{0}”</source>
        <translation>Zu „{0}“</translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>{0} öffnen</translation>
    </message>
</context>
<context>
    <name>DragHandle</name>
    <message>
        <source>Drag it to a folder or another program</source>
        <translation>In einen Ordner oder ein anderes Programm ziehen</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>{0:.1f} s</source>
        <translation>{0:.1f} s</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
</context>
<context>
    <name>EditorRows</name>
    <message>
        <source>Add another editor</source>
        <translation>Weiteren Editor hinzufügen</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Editor</source>
        <translation>Editor</translation>
    </message>
    <message>
        <source>Editor {0}</source>
        <translation>Editor {0}</translation>
    </message>
</context>
<context>
    <name>EditorSession</name>
    <message>
        <source>Accept “{0}”</source>
        <translation>„{0}“ annehmen</translation>
    </message>
    <message>
        <source>Exported to {0}, without the selected candidate: accept it first to have it in the file.</source>
        <translation>Nach {0} exportiert, ohne den gewählten Vorschlag: nimm ihn zuerst an, um ihn in der Datei zu haben.</translation>
    </message>
    <message>
        <source>Exported to {0}.</source>
        <translation>Nach {0} exportiert.</translation>
    </message>
    <message>
        <source>Mask stroke</source>
        <translation>Strich der Maske</translation>
    </message>
    <message>
        <source>Replace “{0}”</source>
        <translation>„{0}“ ersetzen</translation>
    </message>
    <message>
        <source>{0} pixels changed outside of the layers' boxes. Undo the last step, and report this.</source>
        <translation>{0} Pixel außerhalb der Rahmen der Ebenen haben sich geändert. Mache den letzten Schritt rückgängig und melde dies.</translation>
    </message>
    <message>
        <source>“Not from here” stroke</source>
        <translation>Strich „Nicht von hier“</translation>
    </message>
</context>
<context>
    <name>ExampleChips</name>
    <message>
        <source>Try it on the picture “{0}”</source>
        <translation>Am Bild „{0}“ ausprobieren</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose another name</source>
        <translation>Anderen Namen wählen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export the picture</source>
        <translation>Bild exportieren</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen …</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace “{0}”, the picture that you opened?</source>
        <translation>„{0}“ ersetzen, das Bild, das du geöffnet hast?</translation>
    </message>
    <message>
        <source>There is a file “{0}” already. Replace it?</source>
        <translation>Eine Datei „{0}“ gibt es schon. Ersetzen?</translation>
    </message>
    <message>
        <source>Without compression, to compare</source>
        <translation>Ohne Kompression, zum Vergleich</translation>
    </message>
</context>
<context>
    <name>ExportForm</name>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>As it is ({0} bit)</source>
        <translation>Wie es ist ({0} Bit)</translation>
    </message>
    <message>
        <source>At most so many pixels: smaller pictures stay as they are</source>
        <translation>Höchstens so viele Pixel: kleinere Bilder bleiben, wie sie sind</translation>
    </message>
    <message>
        <source>Bits a channel</source>
        <translation>Bits je Kanal</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>Tiefe</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>Layer: {0}</source>
        <translation>Ebene: {0}</translation>
    </message>
    <message>
        <source>Per cent or pixels</source>
        <translation>Prozent oder Pixel</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Prompt and seed of the edits</source>
        <translation>Beschreibung und Startwert der Bearbeitungen</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>Das ganze Bild</translation>
    </message>
    <message>
        <source>What camera and author noted (EXIF)</source>
        <translation>Was Kamera und Urheber notiert haben (EXIF)</translation>
    </message>
    <message>
        <source>What is exported</source>
        <translation>Was exportiert wird</translation>
    </message>
    <message>
        <source>Where it was taken (GPS)</source>
        <translation>Wo es aufgenommen wurde (GPS)</translation>
    </message>
    <message>
        <source>Written into the file</source>
        <translation>In die Datei geschrieben</translation>
    </message>
    <message>
        <source>{0} bit</source>
        <translation>{0} Bit</translation>
    </message>
</context>
<context>
    <name>Exporter</name>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>Das Bild liegt in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>As it is</source>
        <translation>Wie es ist</translation>
    </message>
    <message>
        <source>As it is (PNG)</source>
        <translation>Wie es ist (PNG)</translation>
    </message>
    <message>
        <source>As it is (TIFF)</source>
        <translation>Wie es ist (TIFF)</translation>
    </message>
    <message>
        <source>For the web (JPEG)</source>
        <translation>Für das Web (JPEG)</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Longest side</source>
        <translation>Längste Seite</translation>
    </message>
    <message>
        <source>Per cent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>This profile works at 8 bits a channel: the picture's 16 will be rounded.</source>
        <translation>Dieses Profil arbeitet mit 8 Bit je Kanal: die 16 des Bildes werden gerundet.</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>{0} has no transparency: what is transparent will lie over white.</source>
        <translation>{0} kennt keine Transparenz: was durchsichtig ist, liegt dann über Weiß.</translation>
    </message>
    <message>
        <source>{0} holds 8 bits a channel: the picture's 16 will be rounded.</source>
        <translation>{0} hat 8 Bit je Kanal: die 16 des Bildes werden gerundet.</translation>
    </message>
    <message>
        <source>{0}, {1} × {2} pixels, {3} bit</source>
        <translation>{0}, {1} × {2} Pixel, {3} Bit</translation>
    </message>
</context>
<context>
    <name>FileActions</name>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Close now</source>
        <translation>Jetzt schließen</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Schließen, ohne zu speichern</translation>
    </message>
    <message>
        <source>Close without saving?</source>
        <translation>Schließen, ohne zu speichern?</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>Bild öffnen</translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message>
        <source>Pictures ({0})</source>
        <translation>Bilder ({0})</translation>
    </message>
    <message>
        <source>Pictures from the web are not fetched. Save the file first, then open it.</source>
        <translation>Bilder aus dem Web werden nicht geholt. Speichere die Datei zuerst und öffne sie dann.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>The edits of {0} are neither saved nor exported; closing loses them.</source>
        <translation>Die Bearbeitungen von {0} sind weder gespeichert noch exportiert; beim Schließen gehen sie verloren.</translation>
    </message>
    <message>
        <source>The picture is still being exported.</source>
        <translation>Das Bild wird noch exportiert.</translation>
    </message>
    <message>
        <source>The project is being saved.</source>
        <translation>Das Projekt wird gespeichert.</translation>
    </message>
    <message>
        <source>The window closes once the file is written.</source>
        <translation>Das Fenster schließt sich, sobald die Datei geschrieben ist.</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard. Copy one, then paste it here.</source>
        <translation>In der Zwischenablage ist kein Bild. Kopiere eines und füge es dann hier ein.</translation>
    </message>
    <message>
        <source>What was changed in {0} since it was saved would be lost.</source>
        <translation>Was in {0} seit dem Speichern geändert wurde, ginge verloren.</translation>
    </message>
</context>
<context>
    <name>GuideDialog</name>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Waagerecht</translation>
    </message>
    <message>
        <source>New guide</source>
        <translation>Neue Hilfslinie</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Upright</source>
        <translation>Senkrecht</translation>
    </message>
    <message>
        <source>Which way</source>
        <translation>Richtung</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Snapshots</source>
        <translation>Festgehaltene Zustände</translation>
    </message>
    <message>
        <source>{0}: a snapshot; a click goes there</source>
        <translation>{0}: ein festgehaltener Zustand; ein Klick führt dorthin</translation>
    </message>
</context>
<context>
    <name>Hovering</name>
    <message>
        <source>Anchor from {0}; strength {1} of its kind</source>
        <translation>Ankerpunkt durch {0}; Stärke {1} seiner Art</translation>
    </message>
    <message>
        <source>Candidate {0}: {1}</source>
        <translation>Vorschlag {0}: {1}</translation>
    </message>
    <message>
        <source>Found by {0}</source>
        <translation>Gefunden durch {0}</translation>
    </message>
    <message>
        <source>Likelihood {0}</source>
        <translation>Wahrscheinlichkeit {0}</translation>
    </message>
    <message>
        <source>Your box</source>
        <translation>Dein Rahmen</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <source>grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>grounding</source>
        <translation>Benanntes</translation>
    </message>
    <message>
        <source>objectness</source>
        <translation>Gegenstände</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>ImageActions</name>
    <message>
        <source>Canvas size</source>
        <translation>Arbeitsfläche</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>Zuschneiden</translation>
    </message>
    <message>
        <source>Flip the picture left to right</source>
        <translation>Bild waagerecht spiegeln</translation>
    </message>
    <message>
        <source>Flip the picture upside down</source>
        <translation>Bild senkrecht spiegeln</translation>
    </message>
    <message>
        <source>Resize to {0} x {1}</source>
        <translation>Größe auf {0} x {1} ändern</translation>
    </message>
    <message>
        <source>Straighten by {0:g}°</source>
        <translation>Um {0:g}° ausrichten</translation>
    </message>
    <message>
        <source>Turn the picture left</source>
        <translation>Bild nach links drehen</translation>
    </message>
    <message>
        <source>Turn the picture right</source>
        <translation>Bild nach rechts drehen</translation>
    </message>
</context>
<context>
    <name>ImportPage</name>
    <message>
        <source>A LoRA file changes an editor: choose one that is not built in.</source>
        <translation>Eine LoRA-Datei ändert einen Editor: wähle einen, der nicht eingebaut ist.</translation>
    </message>
    <message>
        <source>A folder that is a bundle already, from another machine:</source>
        <translation>Ein Ordner, der schon ein Modellpaket ist, von einem anderen Rechner:</translation>
    </message>
    <message>
        <source>A folder with bundle.json</source>
        <translation>Ein Ordner mit bundle.json</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Built-in</source>
        <translation>Eingebaut</translation>
    </message>
    <message>
        <source>Choose at least one part that is not built in.</source>
        <translation>Wähle mindestens einen Teil, der nicht eingebaut ist.</translation>
    </message>
    <message>
        <source>Copy a whole bundle…</source>
        <translation>Ganzes Modellpaket kopieren …</translation>
    </message>
    <message>
        <source>Copy the parts instead of using them where they lie</source>
        <translation>Die Teile kopieren, statt sie dort zu verwenden, wo sie liegen</translation>
    </message>
    <message>
        <source>Drafts by</source>
        <translation>Entwürfe durch</translation>
    </message>
    <message>
        <source>Draws masks</source>
        <translation>Zeichnet Masken</translation>
    </message>
    <message>
        <source>Editors</source>
        <translation>Editoren</translation>
    </message>
    <message>
        <source>Fills holes</source>
        <translation>Füllt Löcher</translation>
    </message>
    <message>
        <source>Finds words</source>
        <translation>Findet Worte</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Gib ihm einen Namen.</translation>
    </message>
    <message>
        <source>Image and text</source>
        <translation>Bild und Text</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Patches of what lies around</source>
        <translation>Flicken aus der Umgebung</translation>
    </message>
    <message>
        <source>Results by it, too: quicker, with softer details</source>
        <translation>Auch die Ergebnisse: schneller, mit weicheren Einzelheiten</translation>
    </message>
    <message>
        <source>Sampling</source>
        <translation>Abtasten</translation>
    </message>
    <message>
        <source>Sampling is said of an editor: choose one that is not built in.</source>
        <translation>Das Abtasten gehört zu einem Editor: wähle einen, der nicht eingebaut ist.</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Aufbau</translation>
    </message>
    <message>
        <source>The folder of a model bundle</source>
        <translation>Der Ordner eines Modellpakets</translation>
    </message>
    <message>
        <source>The model’s own autoencoder alone</source>
        <translation>Nur der eigene Autoencoder des Modells</translation>
    </message>
    <message>
        <source>Wait until what is running is done.</source>
        <translation>Warte, bis das Laufende fertig ist.</translation>
    </message>
    <message>
        <source>Weights must be safetensors; pickled checkpoints can run code when they are opened and are refused. What you add is loaded once before it counts as installed.</source>
        <translation>Gewichte müssen safetensors sein; Pickle-Dateien können beim Öffnen Code ausführen und werden abgelehnt. Was du hinzufügst, wird einmal geladen, bevor es als installiert gilt.</translation>
    </message>
    <message>
        <source>What is built in</source>
        <translation>Was eingebaut ist</translation>
    </message>
    <message>
        <source>a folder of open_clip, with open_clip_config.json</source>
        <translation>ein Ordner von open_clip, mit open_clip_config.json</translation>
    </message>
    <message>
        <source>a folder of timm with a self-supervised ViT, with config.json</source>
        <translation>ein Ordner von timm mit einem selbstüberwachten ViT, mit config.json</translation>
    </message>
    <message>
        <source>an AutoencoderTiny (TAESD) of the same editor’s kind: a folder of diffusers, or its file</source>
        <translation>ein AutoencoderTiny (TAESD) derselben Art wie der Editor: ein Ordner von diffusers oder seine Datei</translation>
    </message>
    <message>
        <source>anything that words name: OWLv2, Grounding DINO, OmDet-Turbo, CLIPSeg or SAM 3</source>
        <translation>alles, was Worte benennen: OWLv2, Grounding DINO, OmDet-Turbo, CLIPSeg oder SAM 3</translation>
    </message>
    <message>
        <source>changes the first diffusion editor above that is not built in; 1 is as it was trained</source>
        <translation>ändert den ersten Diffusionseditor darüber, der nicht eingebaut ist; 1 ist wie trainiert</translation>
    </message>
    <message>
        <source>folders of diffusers, single files, folders of drawings; the first is the default</source>
        <translation>Ordner von diffusers, einzelne Dateien, Ordner mit Zeichnungen; der erste ist die Voreinstellung</translation>
    </message>
    <message>
        <source>letters, digits, dots, dashes</source>
        <translation>Buchstaben, Ziffern, Punkte, Bindestriche</translation>
    </message>
    <message>
        <source>my-models</source>
        <translation>meine-modelle</translation>
    </message>
    <message>
        <source>of the same editor; for a LoRA of few steps (LCM): lcm, 4 steps, guidance 1</source>
        <translation>desselben Editors; für eine LoRA mit wenigen Schritten (LCM): lcm, 4 Schritte, Führung 1</translation>
    </message>
    <message>
        <source>of what a box or a click is on: SAM or SAM 2; SAM 3 above does both</source>
        <translation>von dem, worauf ein Rahmen oder ein Klick liegt: SAM oder SAM 2; SAM 3 oben macht beides</translation>
    </message>
    <message>
        <source>where things were removed or moved from: a network of LaMa’s kind</source>
        <translation>wo Dinge entfernt oder verschoben wurden: ein Netz von LaMas Art</translation>
    </message>
</context>
<context>
    <name>InstalledPage</name>
    <message>
        <source>A folder with bundle.json, wherever it lies; it is not copied</source>
        <translation>Ein Ordner mit bundle.json, wo immer er liegt; er wird nicht kopiert</translation>
    </message>
    <message>
        <source>Built-in models</source>
        <translation>Eingebaute Modelle</translation>
    </message>
    <message>
        <source>Compares its files with their checksums and loads each part once</source>
        <translation>Vergleicht die Dateien mit ihren Prüfsummen und lädt jeden Teil einmal</translation>
    </message>
    <message>
        <source>Editors: {0}</source>
        <translation>Editoren: {0}</translation>
    </message>
    <message>
        <source>From the package {0}; it goes with that.</source>
        <translation>Aus dem Paket {0}; es geht mit ihm.</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>In use: {0}</source>
        <translation>In Gebrauch: {0}</translation>
    </message>
    <message>
        <source>Installed models</source>
        <translation>Installierte Modelle</translation>
    </message>
    <message>
        <source>It is in use; choose other models first</source>
        <translation>Es ist in Gebrauch; wähle zuerst andere Modelle</translation>
    </message>
    <message>
        <source>Locate…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Move to the trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Move “{0}” to the trash?</source>
        <translation>„{0}“ in den Papierkorb legen?</translation>
    </message>
    <message>
        <source>Moves it to the trash</source>
        <translation>Legt es in den Papierkorb</translation>
    </message>
    <message>
        <source>Moves its files to another folder or disk</source>
        <translation>Verschiebt die Dateien in einen anderen Ordner oder auf einen anderen Datenträger</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>Verschieben …</translation>
    </message>
    <message>
        <source>Not where it was: {0}. Locate says where it lies now.</source>
        <translation>Nicht, wo es war: {0}. „Suchen“ sagt, wo es jetzt liegt.</translation>
    </message>
    <message>
        <source>Parts that it fetched go with it, unless other models use them. Folders of your own that it only refers to stay.</source>
        <translation>Teile, die es geholt hat, gehen mit, sofern keine anderen Modelle sie verwenden. Eigene Ordner, auf die es nur verweist, bleiben.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>The folder for the files of {0}</source>
        <translation>Der Ordner für die Dateien von {0}</translation>
    </message>
    <message>
        <source>The folder of a model bundle</source>
        <translation>Der Ordner eines Modellpakets</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use a bundle’s folder…</source>
        <translation>Ordner eines Modellpakets verwenden …</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Where {0} lies now</source>
        <translation>Wo {0} jetzt liegt</translation>
    </message>
    <message>
        <source>the editor “{0}”</source>
        <translation>der Editor „{0}“</translation>
    </message>
    <message>
        <source>the filling network</source>
        <translation>das Füllnetz</translation>
    </message>
    <message>
        <source>the image-text model</source>
        <translation>das Bild-Text-Modell</translation>
    </message>
    <message>
        <source>the self-supervised model</source>
        <translation>das selbstüberwachte Modell</translation>
    </message>
    <message>
        <source>what finds and frames things</source>
        <translation>was Dinge findet und einrahmt</translation>
    </message>
    <message>
        <source>what finds and frames things, the second</source>
        <translation>was Dinge findet und einrahmt, das zweite</translation>
    </message>
</context>
<context>
    <name>IntentChoice</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>Auto: {0}</source>
        <translation>Auto: {0}</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Double</source>
        <translation>Verdoppeln</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>What the edit is for</source>
        <translation>Wofür die Bearbeitung ist</translation>
    </message>
    <message>
        <source>What the edit is for. The words say it: remove the car, make the car blue, another duck.</source>
        <translation>Wofür die Bearbeitung ist. Die Worte sagen es: remove the car, make the car blue, another duck.</translation>
    </message>
</context>
<context>
    <name>JobPanel</name>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Another seed</source>
        <translation>Neu würfeln</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Done: {0}</source>
        <translation>Fertig: {0}</translation>
    </message>
    <message>
        <source>Edit the likeliest of the regions that were learned</source>
        <translation>Den wahrscheinlichsten der gelernten Bereiche bearbeiten</translation>
    </message>
    <message>
        <source>Editing</source>
        <translation>Bearbeitung</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Failed: {0}</source>
        <translation>Fehlgeschlagen: {0}</translation>
    </message>
    <message>
        <source>Finding anchor points</source>
        <translation>Ankerpunkte werden gesucht</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Learn no more, and show one result in the region that was learned so far</source>
        <translation>Nicht weiter lernen und ein Ergebnis im bisher gelernten Bereich zeigen</translation>
    </message>
    <message>
        <source>Learning the region</source>
        <translation>Der Bereich wird gelernt</translation>
    </message>
    <message>
        <source>Loading models</source>
        <translation>Modelle werden geladen</translation>
    </message>
    <message>
        <source>Looking at the picture</source>
        <translation>Das Bild wird angesehen</translation>
    </message>
    <message>
        <source>Make the selected candidate a layer</source>
        <translation>Den gewählten Vorschlag zur Ebene machen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation>Ordnen</translation>
    </message>
    <message>
        <source>Show now</source>
        <translation>Jetzt zeigen</translation>
    </message>
    <message>
        <source>Showing what there is</source>
        <translation>Es wird gezeigt, was da ist</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop the edit (Esc)</source>
        <translation>Bearbeitung anhalten (Esc)</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Stopped: {0}</source>
        <translation>Angehalten: {0}</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird angehalten</translation>
    </message>
    <message>
        <source>Takes the learned regions away</source>
        <translation>Nimmt die gelernten Bereiche weg</translation>
    </message>
    <message>
        <source>The same box with another seed</source>
        <translation>Derselbe Rahmen mit anderem Startwert</translation>
    </message>
    <message>
        <source>{0}  {1} of {2}</source>
        <translation>{0}  {1} von {2}</translation>
    </message>
    <message>
        <source>{0} candidates for {1}</source>
        <translation>{0} Vorschläge für {1}</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Discard what was kept?</source>
        <translation>Das Aufbewahrte verwerfen?</translation>
    </message>
    <message>
        <source>Nowhere else is there a copy of it: {0}</source>
        <translation>Es gibt davon nirgends sonst eine Kopie: {0}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>The program did not come to a clean end the last time. These pictures were kept: {0}</source>
        <translation>Das Programm wurde beim letzten Mal nicht ordentlich beendet. Diese Bilder wurden bewahrt: {0}</translation>
    </message>
    <message>
        <source>What you do is not being kept against a crash: the disk with “{0}” is full or failing. Save your project.</source>
        <translation>Was du tust, wird nicht für den Fall eines Absturzes aufbewahrt: Der Datenträger mit „{0}“ ist voll oder defekt. Speichere dein Projekt.</translation>
    </message>
    <message>
        <source>What you do is not being kept against a crash: “{0}” cannot be written to. Save your project.</source>
        <translation>Was du tust, wird nicht für den Fall eines Absturzes aufbewahrt: In „{0}“ kann nicht geschrieben werden. Speichere dein Projekt.</translation>
    </message>
</context>
<context>
    <name>KeyCapture</name>
    <message>
        <source>Press the keys</source>
        <translation>Tasten drücken</translation>
    </message>
    <message>
        <source>Press the keys; Backspace for none, Esc to leave them as they are</source>
        <translation>Drücke die Tasten; Rücktaste für keine, Esc lässt sie, wie sie sind</translation>
    </message>
</context>
<context>
    <name>KeyRow</name>
    <message>
        <source>Add a key</source>
        <translation>Taste hinzufügen</translation>
    </message>
    <message>
        <source>Change this key</source>
        <translation>Diese Taste ändern</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Lassen</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Nehmen</translation>
    </message>
    <message>
        <source>The built-in keys</source>
        <translation>Die eingebauten Tasten</translation>
    </message>
    <message>
        <source>{0} is “{1}”. Take it from there?</source>
        <translation>{0} ist „{1}“. Dort wegnehmen?</translation>
    </message>
    <message>
        <source>{0}: {1}. Change it</source>
        <translation>{0}: {1}. Ändern</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>In this file {0} stands for two things: {1}, and {2}.</source>
        <translation>In dieser Datei steht {0} für zwei Dinge: {1} und {2}.</translation>
    </message>
    <message>
        <source>In this file “{0}”, for {1}, is no key.</source>
        <translation>In dieser Datei ist „{0}“, für {1}, keine Taste.</translation>
    </message>
    <message>
        <source>This is no file of keys that was exported here.</source>
        <translation>Das ist keine Tastendatei, die hier exportiert wurde.</translation>
    </message>
    <message>
        <source>This is no file of keys: it cannot be read as JSON.</source>
        <translation>Das ist keine Tastendatei: sie lässt sich nicht als JSON lesen.</translation>
    </message>
    <message>
        <source>{0} has its own meaning on the canvas and in lists. Choose another key.</source>
        <translation>{0} hat auf der Bildfläche und in Listen eine eigene Bedeutung. Wähle eine andere Taste.</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>All built-in keys</source>
        <translation>Alle eingebauten Tasten</translation>
    </message>
    <message>
        <source>Click a key to change it. Keys that are held and the wheel stay as they are.</source>
        <translation>Klicke auf eine Taste, um sie zu ändern. Gehaltene Tasten und das Mausrad bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Export the keys</source>
        <translation>Tasten exportieren</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Files of keys (*{0})</source>
        <translation>Tastendateien (*{0})</translation>
    </message>
    <message>
        <source>Import keys</source>
        <translation>Tasten importieren</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>The file cannot be used: {0}.</source>
        <translation>Die Datei lässt sich nicht verwenden: {0}.</translation>
    </message>
    <message>
        <source>The keys of the file are in use.</source>
        <translation>Die Tasten der Datei sind in Gebrauch.</translation>
    </message>
    <message>
        <source>The keys were exported to {0}.</source>
        <translation>Die Tasten wurden nach {0} exportiert.</translation>
    </message>
    <message>
        <source>This is no file of keys: it holds no text.</source>
        <translation>Das ist keine Tastendatei: sie enthält keinen Text.</translation>
    </message>
</context>
<context>
    <name>KnownThingsHint</name>
    <message>
        <source>Did you mean {0}?</source>
        <translation>Meintest du {0}?</translation>
    </message>
    <message>
        <source>From your own photographs.</source>
        <translation>Aus deinen eigenen Fotos.</translation>
    </message>
    <message>
        <source>Get a model that paints</source>
        <translation>Ein Modell holen, das malt</translation>
    </message>
    <message>
        <source>In this photograph things can be found, removed, changed, moved and doubled: {0}.</source>
        <translation>In diesem Foto lassen sich Dinge finden, entfernen, ändern, verschieben und verdoppeln: {0}.</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Or click on the thing, or draw a box around it.</source>
        <translation>Oder klicke auf das Ding, oder zeichne einen Rahmen darum.</translation>
    </message>
    <message>
        <source>The built-in models cannot paint: in a photograph, they put a drawing.</source>
        <translation>Die eingebauten Modelle können nicht malen: in ein Foto setzen sie eine Zeichnung.</translation>
    </message>
    <message>
        <source>These models draw {0} things, and “{1}” is none of them.</source>
        <translation>Diese Modelle zeichnen {0} Dinge, und „{1}“ ist keines davon.</translation>
    </message>
    <message>
        <source>These models know no word for “{0}” in photographs.</source>
        <translation>Diese Modelle kennen in Fotos kein Wort für „{0}“.</translation>
    </message>
    <message>
        <source>To paint new things,</source>
        <translation>Um Neues zu malen,</translation>
    </message>
    <message>
        <source>What they can draw</source>
        <translation>Was sie zeichnen können</translation>
    </message>
    <message>
        <source>another duck</source>
        <translation>another duck</translation>
    </message>
    <message>
        <source>blur everything but the dog</source>
        <translation>blur everything but the dog</translation>
    </message>
    <message>
        <source>get a model</source>
        <translation>ein Modell holen</translation>
    </message>
    <message>
        <source>make the car blue</source>
        <translation>make the car blue</translation>
    </message>
    <message>
        <source>remove the car</source>
        <translation>remove the car</translation>
    </message>
</context>
<context>
    <name>LargePicture</name>
    <message>
        <source>Arrow keys flip through the pictures</source>
        <translation>Pfeiltasten blättern durch die Bilder</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>Voriges Bild</translation>
    </message>
</context>
<context>
    <name>LayerActions</name>
    <message>
        <source>No other picture is open</source>
        <translation>Kein anderes Bild ist offen</translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>A group; the arrow folds it</source>
        <translation>Eine Gruppe; der Pfeil klappt sie ein</translation>
    </message>
    <message>
        <source>Layers, the topmost first</source>
        <translation>Ebenen, die oberste zuerst</translation>
    </message>
    <message>
        <source>The picture as it was opened; it never changes</source>
        <translation>Das Bild, wie es geöffnet wurde; es ändert sich nie</translation>
    </message>
    <message>
        <source>clipped</source>
        <translation>gebunden</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>ausgeblendet</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
</context>
<context>
    <name>LayerPanel</name>
    <message>
        <source>Accepted edits become layers here.</source>
        <translation>Angenommene Bearbeitungen werden hier zu Ebenen.</translation>
    </message>
    <message>
        <source>Delete the layer (Del)</source>
        <translation>Ebene löschen (Entf)</translation>
    </message>
    <message>
        <source>Hide {0}</source>
        <translation>{0} ausblenden</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>More that can be done to layers</source>
        <translation>Was sonst mit Ebenen geht</translation>
    </message>
    <message>
        <source>Move the layer down</source>
        <translation>Ebene nach unten</translation>
    </message>
    <message>
        <source>Move the layer up</source>
        <translation>Ebene nach oben</translation>
    </message>
    <message>
        <source>Rename the layer (F2)</source>
        <translation>Ebene umbenennen (F2)</translation>
    </message>
    <message>
        <source>Rename {0}</source>
        <translation>{0} umbenennen</translation>
    </message>
    <message>
        <source>Show {0}</source>
        <translation>{0} einblenden</translation>
    </message>
</context>
<context>
    <name>LayerProperties</name>
    <message>
        <source>Blend mode</source>
        <translation>Mischmodus</translation>
    </message>
    <message>
        <source>Blur</source>
        <translation>Weichzeichnen</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Grow</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>How softly the layer's mask ends</source>
        <translation>Wie weich die Maske der Ebene endet</translation>
    </message>
    <message>
        <source>How the layer meets what lies below it</source>
        <translation>Wie die Ebene auf das trifft, was unter ihr liegt</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>Farbton</translation>
    </message>
    <message>
        <source>Invert mask</source>
        <translation>Maske umkehren</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Licht</translation>
    </message>
    <message>
        <source>Moves the edge of the layer's mask outwards or inwards; the edit itself is not made again</source>
        <translation>Bewegt den Rand der Maske nach außen oder innen; die Bearbeitung selbst wird nicht neu gemacht</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Saturation</source>
        <translation>Sättigung</translation>
    </message>
    <message>
        <source>Shows all of the layer's box</source>
        <translation>Zeigt den ganzen Rahmen der Ebene</translation>
    </message>
    <message>
        <source>Soften</source>
        <translation>Weich</translation>
    </message>
    <message>
        <source>Warmth</source>
        <translation>Wärme</translation>
    </message>
    <message>
        <source>Without mask</source>
        <translation>Ohne Maske</translation>
    </message>
</context>
<context>
    <name>LayerWork</name>
    <message>
        <source>Add an adjustment</source>
        <translation>Einstellungsebene hinzufügen</translation>
    </message>
    <message>
        <source>Adjust {0}</source>
        <translation>{0} einstellen</translation>
    </message>
    <message>
        <source>Adjustment</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Blend {0}</source>
        <translation>{0} mischen</translation>
    </message>
    <message>
        <source>Clip {0} to the layer below</source>
        <translation>{0} an die Ebene darunter binden</translation>
    </message>
    <message>
        <source>Delete {0}</source>
        <translation>{0} löschen</translation>
    </message>
    <message>
        <source>Duplicate {0}</source>
        <translation>{0} duplizieren</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Group {0}</source>
        <translation>{0} gruppieren</translation>
    </message>
    <message>
        <source>Hide {0}</source>
        <translation>{0} ausblenden</translation>
    </message>
    <message>
        <source>Lock {0}</source>
        <translation>{0} sperren</translation>
    </message>
    <message>
        <source>Mask of {0}</source>
        <translation>Maske von {0}</translation>
    </message>
    <message>
        <source>Match the colours of {0}</source>
        <translation>Farben von {0} angleichen</translation>
    </message>
    <message>
        <source>Merge all that is seen</source>
        <translation>Alles Sichtbare verschmelzen</translation>
    </message>
    <message>
        <source>Merge {0} down</source>
        <translation>{0} nach unten verschmelzen</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>Verschmolzen</translation>
    </message>
    <message>
        <source>Move {0}</source>
        <translation>{0} verschieben</translation>
    </message>
    <message>
        <source>Opacity of {0}</source>
        <translation>Deckkraft von {0}</translation>
    </message>
    <message>
        <source>Paint the mask of {0}</source>
        <translation>Maske von {0} malen</translation>
    </message>
    <message>
        <source>Release {0}</source>
        <translation>{0} lösen</translation>
    </message>
    <message>
        <source>Rename {0}</source>
        <translation>{0} umbenennen</translation>
    </message>
    <message>
        <source>Show {0}</source>
        <translation>{0} einblenden</translation>
    </message>
    <message>
        <source>Take the group apart</source>
        <translation>Gruppe auflösen</translation>
    </message>
    <message>
        <source>Take {0} over</source>
        <translation>{0} übernehmen</translation>
    </message>
    <message>
        <source>Transform {0}</source>
        <translation>{0} umformen</translation>
    </message>
    <message>
        <source>Unlock {0}</source>
        <translation>{0} entsperren</translation>
    </message>
    <message>
        <source>{0} layers</source>
        <translation>{0} Ebenen</translation>
    </message>
    <message>
        <source>“{0}” is locked. Unlock it in the layer panel first.</source>
        <translation>„{0}“ ist gesperrt. Entsperre sie zuerst im Ebenenbedienfeld.</translation>
    </message>
</context>
<context>
    <name>LoraRows</name>
    <message>
        <source>Add a LoRA file…</source>
        <translation>LoRA-Datei hinzufügen …</translation>
    </message>
    <message>
        <source>How much of it: 1 as it was trained, 0 nothing</source>
        <translation>Wie viel davon: 1 wie trainiert, 0 nichts</translation>
    </message>
    <message>
        <source>LoRA files</source>
        <translation>LoRA-Dateien</translation>
    </message>
    <message>
        <source>Weight of {0}</source>
        <translation>Gewicht von {0}</translation>
    </message>
    <message>
        <source>Weights (*.safetensors)</source>
        <translation>Gewichte (*.safetensors)</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Expected loss</source>
        <translation>Erwarteter Verlust</translation>
    </message>
    <message>
        <source>Expected loss over the windows, {0} steps: from {1:.3f} to {2:.3f}</source>
        <translation>Erwarteter Verlust über die Fenster, {0} Schritte: von {1:.3f} bis {2:.3f}</translation>
    </message>
    <message>
        <source>The expected loss while the region is learned</source>
        <translation>Der erwartete Verlust, während der Bereich gelernt wird</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Dropped picture</source>
        <translation>Hergezogenes Bild</translation>
    </message>
    <message>
        <source>Nothing opened yet</source>
        <translation>Noch nichts geöffnet</translation>
    </message>
    <message>
        <source>Opening a picture</source>
        <translation>Ein Bild wird geöffnet</translation>
    </message>
</context>
<context>
    <name>MaskChange</name>
    <message>
        <source>Grow the mask</source>
        <translation>Maske vergrößern</translation>
    </message>
    <message>
        <source>Invert the mask</source>
        <translation>Maske umkehren</translation>
    </message>
    <message>
        <source>Only this box</source>
        <translation>Nur dieser Rahmen</translation>
    </message>
    <message>
        <source>Shrink the mask</source>
        <translation>Maske verkleinern</translation>
    </message>
    <message>
        <source>Soften the mask’s edge</source>
        <translation>Kante der Maske weichzeichnen</translation>
    </message>
</context>
<context>
    <name>MessageBanner</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>Einzelheiten kopieren</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>NavigatorPanel</name>
    <message>
        <source>Arrow keys move what the canvas shows; plus and minus zoom</source>
        <translation>Pfeiltasten verschieben, was die Bildfläche zeigt; Plus und Minus zoomen</translation>
    </message>
    <message>
        <source>Navigator</source>
        <translation>Navigator</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Something went wrong in the program. Your picture is safe; copy the details to report it.</source>
        <translation>Im Programm ist etwas schiefgegangen. Dein Bild ist sicher; kopiere die Einzelheiten, um es zu melden.</translation>
    </message>
    <message>
        <source>There is not enough memory for this. Close other pictures or programs and try again; your picture is safe.</source>
        <translation>Dafür reicht der Speicher nicht. Schließen Sie andere Bilder oder Programme und versuchen Sie es noch einmal; Ihr Bild ist sicher.</translation>
    </message>
</context>
<context>
    <name>OtherEditorsForm</name>
    <message>
        <source>A model of {0}: none chosen</source>
        <translation>Ein Modell von {0}: keines gewählt</translation>
    </message>
    <message>
        <source>Instruction for InstructPix2Pix</source>
        <translation>Anweisung für InstructPix2Pix</translation>
    </message>
    <message>
        <source>The model of {0}</source>
        <translation>Das Modell von {0}</translation>
    </message>
    <message>
        <source>What it is told: turn the cat into an apple</source>
        <translation>Was ihm gesagt wird: turn the cat into an apple</translation>
    </message>
</context>
<context>
    <name>OwnThings</name>
    <message>
        <source>1 photograph</source>
        <translation>1 Foto</translation>
    </message>
    <message>
        <source>1 thing</source>
        <translation>1 Ding</translation>
    </message>
    <message>
        <source>Add the folder again to go on from there.</source>
        <translation>Füge den Ordner noch einmal hinzu, um dort weiterzumachen.</translation>
    </message>
    <message>
        <source>From {0}</source>
        <translation>Von {0}</translation>
    </message>
    <message>
        <source>Its shadow was cut out with it</source>
        <translation>Sein Schatten wurde mit ausgeschnitten</translation>
    </message>
    <message>
        <source>Loading the models</source>
        <translation>Modelle werden geladen</translation>
    </message>
    <message>
        <source>Nothing new in “{0}”: {1} passed over, looked through before.</source>
        <translation>Nichts Neues in „{0}“: {1} übergangen, schon durchgesehen.</translation>
    </message>
    <message>
        <source>Photograph {0} of {1} in “{2}”: {3} found</source>
        <translation>Foto {0} von {1} in „{2}“: {3} gefunden</translation>
    </message>
    <message>
        <source>Quality: how sure, sharp, large and whole it is</source>
        <translation>Qualität: wie sicher, scharf, groß und ganz es ist</translation>
    </message>
    <message>
        <source>Stopped at photograph {0} of {1}: {2} found.</source>
        <translation>Angehalten bei Foto {0} von {1}: {2} gefunden.</translation>
    </message>
    <message>
        <source>Stopped before the first photograph.</source>
        <translation>Vor dem ersten Foto angehalten.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird angehalten</translation>
    </message>
    <message>
        <source>There are no photographs in “{0}”.</source>
        <translation>In „{0}“ sind keine Fotos.</translation>
    </message>
    <message>
        <source>from {0}, {1} x {2} px</source>
        <translation>von {0}, {1} x {2} px</translation>
    </message>
    <message>
        <source>quality {0} %</source>
        <translation>Qualität {0} %</translation>
    </message>
    <message>
        <source>{0} found in {1} of “{2}”.</source>
        <translation>{0} gefunden in {1} von „{2}“.</translation>
    </message>
    <message>
        <source>{0} passed over: looked through before.</source>
        <translation>{0} übergangen: schon durchgesehen.</translation>
    </message>
    <message>
        <source>{0} photographs</source>
        <translation>{0} Fotos</translation>
    </message>
    <message>
        <source>{0} things</source>
        <translation>{0} Dinge</translation>
    </message>
</context>
<context>
    <name>OwnThingsDialog</name>
    <message>
        <source>, in {0}</source>
        <translation>, in {0}</translation>
    </message>
    <message>
        <source>Add a folder of photographs</source>
        <translation>Ordner mit Fotos hinzufügen</translation>
    </message>
    <message>
        <source>Add a folder with photographs of your own: the dogs, cups, cars and people in them that are large and sharp enough are cut out, to be laid into other pictures. Looking through takes a second or two for each photograph, and can be stopped at any time.</source>
        <translation>Füge einen Ordner mit eigenen Fotos hinzu: die Hunde, Tassen, Autos und Menschen darin, die groß und scharf genug sind, werden ausgeschnitten, um in andere Bilder gelegt zu werden. Das Durchsehen dauert ein, zwei Sekunden je Foto und lässt sich jederzeit anhalten.</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
        <source>Erase</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Erase all things?</source>
        <translation>Alle Dinge löschen?</translation>
    </message>
    <message>
        <source>Erase all…</source>
        <translation>Alles löschen …</translation>
    </message>
    <message>
        <source>Every thing that was cut out goes for good. Your photographs stay as they are.</source>
        <translation>Alles Ausgeschnittene geht endgültig verloren. Deine Fotos bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Forgets all things, for good</source>
        <translation>Vergisst alle Dinge, endgültig</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Looks for things in all photographs of a folder and its sub-folders</source>
        <translation>Sucht in allen Fotos eines Ordners und seiner Unterordner nach Dingen</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>Noch nichts hier</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {0}?</source>
        <translation>{0} entfernen?</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Stop the search first</source>
        <translation>Halte zuerst die Suche an</translation>
    </message>
    <message>
        <source>Take it out of the list (Del); its photograph stays as it is</source>
        <translation>Nimm es aus der Liste (Entf); sein Foto bleibt, wie es ist</translation>
    </message>
    <message>
        <source>The list cannot be read</source>
        <translation>Die Liste lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>They go from this list for good. Your photographs stay as they are.</source>
        <translation>Sie verschwinden endgültig aus dieser Liste. Deine Fotos bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Things cut out of your own photographs, with their edges and shadows. They are kept on this machine{0}. Your photographs are not changed, and nothing is sent anywhere.</source>
        <translation>Dinge, ausgeschnitten aus deinen eigenen Fotos, mit ihren Rändern und Schatten. Sie werden auf diesem Rechner aufbewahrt{0}. Deine Fotos werden nicht verändert, und nichts wird irgendwohin gesendet.</translation>
    </message>
    <message>
        <source>Things to look for besides what the models know by themselves</source>
        <translation>Dinge, die gesucht werden, außer denen, die die Modelle von selbst kennen</translation>
    </message>
    <message>
        <source>Words with commas between, for things that the models do not look for by themselves; may be left empty</source>
        <translation>Wörter mit Kommas dazwischen, für Dinge, nach denen die Modelle nicht von selbst suchen; darf leer bleiben</translation>
    </message>
    <message>
        <source>Write another name (F2, or a double click)</source>
        <translation>Schreibe einen anderen Namen (F2 oder Doppelklick)</translation>
    </message>
    <message>
        <source>Your own things</source>
        <translation>Eigene Dinge</translation>
    </message>
    <message>
        <source>espresso, lighthouse</source>
        <translation>Espresso, Leuchtturm</translation>
    </message>
    <message>
        <source>“Erase all” starts anew; a backup of its folder brings it back.</source>
        <translation>„Alles löschen“ fängt neu an; eine Sicherung des Ordners bringt sie zurück.</translation>
    </message>
</context>
<context>
    <name>OwnThingsList</name>
    <message>
        <source>Your own things</source>
        <translation>Eigene Dinge</translation>
    </message>
</context>
<context>
    <name>Pane</name>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>Accept {0}</source>
        <translation>{0} annehmen</translation>
    </message>
    <message>
        <source>As it is now</source>
        <translation>Wie es jetzt ist</translation>
    </message>
    <message>
        <source>What this pane shows</source>
        <translation>Was hier gezeigt wird</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
</context>
<context>
    <name>PartRows</name>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>{0} entfernen</translation>
    </message>
</context>
<context>
    <name>PartView</name>
    <message>
        <source>Drag it or use the arrow keys to see another part</source>
        <translation>Ziehe daran oder benutze die Pfeiltasten, um einen anderen Teil zu sehen</translation>
    </message>
    <message>
        <source>The picture as the file will show it, pixel for pixel</source>
        <translation>Das Bild, wie die Datei es zeigen wird, Pixel für Pixel</translation>
    </message>
</context>
<context>
    <name>PictureTabs</name>
    <message>
        <source>Open pictures</source>
        <translation>Offene Bilder</translation>
    </message>
    <message>
        <source>{0}, changed</source>
        <translation>{0}, geändert</translation>
    </message>
</context>
<context>
    <name>PictureTiles</name>
    <message>
        <source>Compared pictures</source>
        <translation>Verglichene Bilder</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Das Modell wird geladen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Difference, 8 times</source>
        <translation>Unterschied, 8-fach</translation>
    </message>
</context>
<context>
    <name>PlaceChoice</name>
    <message>
        <source>Choose a .safetensors file…</source>
        <translation>Eine .safetensors-Datei wählen …</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Einen Ordner wählen …</translation>
    </message>
    <message>
        <source>Weights (*.safetensors)</source>
        <translation>Gewichte (*.safetensors)</translation>
    </message>
</context>
<context>
    <name>Pointing</name>
    <message>
        <source>Looking at the picture</source>
        <translation>Das Bild wird angesehen</translation>
    </message>
    <message>
        <source>Nothing stands out here: drag to draw a box</source>
        <translation>Hier hebt sich nichts ab: ziehe, um einen Rahmen zu zeichnen</translation>
    </message>
    <message>
        <source>Nothing stands out in this box. It stays as it is.</source>
        <translation>In diesem Rahmen hebt sich nichts ab. Er bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>One region stands out here</source>
        <translation>Hier hebt sich ein Bereich ab</translation>
    </message>
    <message>
        <source>Point at a region</source>
        <translation>Auf einen Bereich zeigen</translation>
    </message>
    <message>
        <source>Region {0} of {1}, the largest: click again for the smallest</source>
        <translation>Bereich {0} von {1}, der größte: noch ein Klick für den kleinsten</translation>
    </message>
    <message>
        <source>Region {0} of {1}: click again for a larger one</source>
        <translation>Bereich {0} von {1}: noch ein Klick für einen größeren</translation>
    </message>
    <message>
        <source>Snap the box</source>
        <translation>Rahmen anpassen</translation>
    </message>
    <message>
        <source>Snapped to what stands out in the box</source>
        <translation>An das angepasst, was sich im Rahmen abhebt</translation>
    </message>
    <message>
        <source>The box frames what is in it already</source>
        <translation>Der Rahmen umgibt schon genau, was darin ist</translation>
    </message>
</context>
<context>
    <name>Preset</name>
    <message>
        <source>As in the paper</source>
        <translation>Wie in der Veröffentlichung</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Fast</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
</context>
<context>
    <name>PresetChoice</name>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete this preset</source>
        <translation>Diese Vorgabe löschen</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Save a preset</source>
        <translation>Vorgabe speichern</translation>
    </message>
    <message>
        <source>Save these settings as a preset</source>
        <translation>Diese Einstellungen als Vorgabe speichern</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Settings of your own</source>
        <translation>Eigene Einstellungen</translation>
    </message>
    <message>
        <source>What these settings are called:</source>
        <translation>Wie diese Einstellungen heißen:</translation>
    </message>
</context>
<context>
    <name>ProfileChoice</name>
    <message>
        <source>A colour profile</source>
        <translation>Ein Farbprofil</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Wie es ist</translation>
    </message>
    <message>
        <source>As it is ({0})</source>
        <translation>Wie es ist ({0})</translation>
    </message>
    <message>
        <source>Choose an ICC file…</source>
        <translation>Eine ICC-Datei wählen …</translation>
    </message>
    <message>
        <source>Colour profile</source>
        <translation>Farbprofil</translation>
    </message>
    <message>
        <source>Colour profiles (*.icc *.icm *.ICC *.ICM)</source>
        <translation>Farbprofile (*.icc *.icm *.ICC *.ICM)</translation>
    </message>
    <message>
        <source>sRGB, for screens and the web</source>
        <translation>sRGB, für Bildschirme und das Web</translation>
    </message>
</context>
<context>
    <name>ProjectActions</name>
    <message>
        <source>A file of this name is there already; replacing it loses what it holds.</source>
        <translation>Eine Datei dieses Namens gibt es schon; beim Ersetzen geht ihr Inhalt verloren.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Layers for other programs, OpenRaster (*{0})</source>
        <translation>Ebenen für andere Programme, OpenRaster (*{0})</translation>
    </message>
    <message>
        <source>Layers for other programs, Photoshop (*{0})</source>
        <translation>Ebenen für andere Programme, Photoshop (*{0})</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Replace {0}?</source>
        <translation>{0} ersetzen?</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>Zurück zum gespeicherten Stand</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>Projekt speichern</translation>
    </message>
    <message>
        <source>Save under another name</source>
        <translation>Unter anderem Namen sichern</translation>
    </message>
    <message>
        <source>Saved as {0}.</source>
        <translation>Gespeichert unter {0}.</translation>
    </message>
    <message>
        <source>Something else wrote to it since it was opened or saved here; replacing it loses what that wrote.</source>
        <translation>Etwas anderes hat hineingeschrieben, seit es hier geöffnet oder gesichert wurde; wird es ersetzt, geht das verloren.</translation>
    </message>
    <message>
        <source>lredit projects (*{0})</source>
        <translation>lredit-Projekte (*{0})</translation>
    </message>
    <message>
        <source>{0} was changed by another program</source>
        <translation>{0} wurde von einem anderen Programm geändert</translation>
    </message>
</context>
<context>
    <name>ProjectManager</name>
    <message>
        <source>“{0}” is open in another tab. Save under another name, or close that tab first.</source>
        <translation>„{0}“ ist in einem anderen Reiter offen. Speichere unter einem anderen Namen, oder schließe zuerst diesen Reiter.</translation>
    </message>
    <message>
        <source>“{0}” is open in another window ({1}). Save under another name or close it there.</source>
        <translation>„{0}“ ist in einem anderen Fenster geöffnet ({1}). Sichern Sie unter einem anderen Namen, oder schließen Sie es dort.</translation>
    </message>
</context>
<context>
    <name>Projects</name>
    <message>
        <source>another program</source>
        <translation>ein anderes Programm</translation>
    </message>
    <message>
        <source>process {0}</source>
        <translation>Prozess {0}</translation>
    </message>
    <message>
        <source>process {0} on {1}</source>
        <translation>Prozess {0} auf {1}</translation>
    </message>
    <message>
        <source>{0} (copy)</source>
        <translation>{0} (Kopie)</translation>
    </message>
    <message>
        <source>“{0}” is open in another window already ({1}). This is a copy: saving asks for another name.</source>
        <translation>„{0}“ ist schon in einem anderen Fenster geöffnet ({1}). Dies ist eine Kopie: Beim Sichern wird nach einem anderen Namen gefragt.</translation>
    </message>
</context>
<context>
    <name>PromptList</name>
    <message>
        <source>Prompts, the latest first</source>
        <translation>Beschreibungen, die letzte zuerst</translation>
    </message>
</context>
<context>
    <name>PromptPanel</name>
    <message>
        <source>Advanced settings</source>
        <translation>Erweiterte Einstellungen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Few places, few candidates</source>
        <translation>Wenige Stellen, wenige Vorschläge</translation>
    </message>
    <message>
        <source>How much is tried</source>
        <translation>Wie viel versucht wird</translation>
    </message>
    <message>
        <source>Many places, many candidates; takes its time</source>
        <translation>Viele Stellen, viele Vorschläge; nimmt sich Zeit</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Replaces</source>
        <translation>Ersetzt</translation>
    </message>
    <message>
        <source>What is replaced; may be left empty</source>
        <translation>Was ersetzt wird; darf leer bleiben</translation>
    </message>
    <message>
        <source>What it replaces, for example: the cat. May be left empty.</source>
        <translation>Was es ersetzt, zum Beispiel: the cat. Darf leer bleiben.</translation>
    </message>
    <message>
        <source>What should be in the picture</source>
        <translation>Was im Bild sein soll</translation>
    </message>
    <message>
        <source>What should be there?  e.g. a red apple</source>
        <translation>Was soll da sein?  z. B. a red apple</translation>
    </message>
    <message>
        <source>What suits most pictures</source>
        <translation>Was für die meisten Bilder passt</translation>
    </message>
    <message>
        <source>anything</source>
        <translation>irgendetwas</translation>
    </message>
    <message>
        <source>as the prompt says</source>
        <translation>wie beschrieben</translation>
    </message>
    <message>
        <source>replaces</source>
        <translation>ersetzt</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}.</translation>
    </message>
</context>
<context>
    <name>PromptsPanel</name>
    <message>
        <source>Favourite</source>
        <translation>Favorit</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forget all but favourites</source>
        <translation>Alle außer Favoriten vergessen</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation>Kein Favorit mehr</translation>
    </message>
    <message>
        <source>No prompt is like that.</source>
        <translation>Keine Beschreibung ist so.</translation>
    </message>
    <message>
        <source>Only what was asked for on this picture</source>
        <translation>Nur, was bei diesem Bild verlangt wurde</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search the prompts</source>
        <translation>Beschreibungen durchsuchen</translation>
    </message>
    <message>
        <source>Seed {0}</source>
        <translation>Startwert {0}</translation>
    </message>
    <message>
        <source>Seed {0}, {1}</source>
        <translation>Startwert {0}, {1}</translation>
    </message>
    <message>
        <source>Use the words</source>
        <translation>Die Worte verwenden</translation>
    </message>
    <message>
        <source>Use with its seed and settings</source>
        <translation>Mit Startwert und Einstellungen verwenden</translation>
    </message>
    <message>
        <source>What you ask for is listed here.</source>
        <translation>Was du verlangst, steht hier.</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>{0}, favourite</source>
        <translation>{0}, Favorit</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>Quoted</name>
    <message>
        <source>“{0}”</source>
        <translation>„{0}“</translation>
    </message>
</context>
<context>
    <name>ResizeDialog</name>
    <message>
        <source>Resize the picture</source>
        <translation>Bildgröße ändern</translation>
    </message>
</context>
<context>
    <name>RowsList</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
</context>
<context>
    <name>Ruler</name>
    <message>
        <source>Pull a guide out of the ruler; guides are taken away by pulling them off the picture</source>
        <translation>Ziehe eine Hilfslinie aus dem Lineal; entfernt wird sie, indem du sie vom Bild ziehst</translation>
    </message>
    <message>
        <source>Ruler across</source>
        <translation>Waagerechtes Lineal</translation>
    </message>
    <message>
        <source>Ruler down</source>
        <translation>Senkrechtes Lineal</translation>
    </message>
</context>
<context>
    <name>SampleButton</name>
    <message>
        <source>Open the sample {0}</source>
        <translation>Das Beispiel {0} öffnen</translation>
    </message>
</context>
<context>
    <name>SamplingChoice</name>
    <message>
        <source> steps</source>
        <translation> Schritte</translation>
    </message>
    <message>
        <source>Guidance</source>
        <translation>Führung</translation>
    </message>
    <message>
        <source>Guidance: as the preset</source>
        <translation>Führung: wie in der Vorgabe</translation>
    </message>
    <message>
        <source>Sampler</source>
        <translation>Sampler</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Steps: as the preset</source>
        <translation>Schritte: wie in der Vorgabe</translation>
    </message>
    <message>
        <source>The model’s own sampler</source>
        <translation>Der eigene Sampler des Modells</translation>
    </message>
    <message>
        <source>guidance </source>
        <translation>Führung </translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Photographs looked through</source>
        <translation>Durchgesehene Fotos</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>What was found is kept; adding the folder again goes on from there</source>
        <translation>Was gefunden wurde, bleibt; den Ordner noch einmal hinzuzufügen macht dort weiter</translation>
    </message>
    <message>
        <source>What was left out, and why</source>
        <translation>Was ausgelassen wurde, und warum</translation>
    </message>
</context>
<context>
    <name>Selection</name>
    <message>
        <source>Draw a box</source>
        <translation>Rahmen zeichnen</translation>
    </message>
    <message>
        <source>Edit again</source>
        <translation>Noch einmal bearbeiten</translation>
    </message>
    <message>
        <source>Leave the box</source>
        <translation>Rahmen verlassen</translation>
    </message>
    <message>
        <source>Leave the mask</source>
        <translation>Maske verlassen</translation>
    </message>
    <message>
        <source>Leave the strokes</source>
        <translation>Striche verlassen</translation>
    </message>
    <message>
        <source>Move the box</source>
        <translation>Rahmen verschieben</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source> min</source>
        <translation> min</translation>
    </message>
    <message>
        <source>A workstation</source>
        <translation>Einer Workstation</translation>
    </message>
    <message>
        <source>Address of the workstation</source>
        <translation>Adresse der Workstation</translation>
    </message>
    <message>
        <source>As many as there are</source>
        <translation>So viele es gibt</translation>
    </message>
    <message>
        <source>As the words say</source>
        <translation>Wie die Worte sagen</translation>
    </message>
    <message>
        <source>At 1:1</source>
        <translation>Bei 1:1</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>Bildfläche</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Choose a profile…</source>
        <translation>Profil wählen …</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Colours of the screen</source>
        <translation>Farben des Bildschirms</translation>
    </message>
    <message>
        <source>Compute on</source>
        <translation>Rechnen auf</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Edits</source>
        <translation>Bearbeitungen</translation>
    </message>
    <message>
        <source>Edits run on</source>
        <translation>Bearbeitet wird auf</translation>
    </message>
    <message>
        <source>Fewer leave room for other programs, and edits take longer.</source>
        <translation>Weniger lassen anderen Programmen Platz, und Bearbeitungen dauern länger.</translation>
    </message>
    <message>
        <source>File with its token</source>
        <translation>Datei mit ihrem Token</translation>
    </message>
    <message>
        <source>Files opened lately</source>
        <translation>Zuletzt geöffnete Dateien</translation>
    </message>
    <message>
        <source>Fitted into the window</source>
        <translation>Eingepasst</translation>
    </message>
    <message>
        <source>For each picture. When it is full, the oldest steps go.</source>
        <translation>Für jedes Bild. Wenn er voll ist, gehen die ältesten Schritte.</translation>
    </message>
    <message>
        <source>Forgets all but the favourites.</source>
        <translation>Vergisst alle außer den Favoriten.</translation>
    </message>
    <message>
        <source>Forgets their names; the files stay.</source>
        <translation>Vergisst ihre Namen; die Dateien bleiben.</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>High contrast is black and white, with thick frames around what has the keyboard.</source>
        <translation>Hoher Kontrast ist schwarz und weiß, mit dicken Rahmen um das, was die Tastatur hat.</translation>
    </message>
    <message>
        <source>How closely you frame things is kept on this machine; pictures are not.</source>
        <translation>Wie eng du Dinge einrahmst, wird auf diesem Rechner aufbewahrt; Bilder nicht.</translation>
    </message>
    <message>
        <source>How large a picture is shown at first.</source>
        <translation>Wie groß ein Bild zuerst gezeigt wird.</translation>
    </message>
    <message>
        <source>How large the squares are that show where a picture is transparent.</source>
        <translation>Wie groß die Quadrate sind, die zeigen, wo ein Bild durchsichtig ist.</translation>
    </message>
    <message>
        <source>How many are listed in the menu and on the welcome page.</source>
        <translation>Wie viele im Menü und auf der Startseite stehen.</translation>
    </message>
    <message>
        <source>How much is tried</source>
        <translation>Wie viel versucht wird</translation>
    </message>
    <message>
        <source>How often a changed project is saved into its own file.</source>
        <translation>Wie oft ein geändertes Projekt in seine eigene Datei gespeichert wird.</translation>
    </message>
    <message>
        <source>Keep unsaved work safe</source>
        <translation>Ungespeicherte Arbeit sichern</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Large</source>
        <translation>Groß</translation>
    </message>
    <message>
        <source>Learn from the edits that I accept</source>
        <translation>Aus den angenommenen Bearbeitungen lernen</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Listed in the panel Prompts at the next start. Favourites always are; projects keep their own.</source>
        <translation>Steht beim nächsten Start im Bedienfeld „Beschreibungen“. Favoriten immer; Projekte behalten ihre eigenen.</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Memory for undo</source>
        <translation>Speicher für Rückgängig</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Models in use</source>
        <translation>Modelle in Gebrauch</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Nothing is sent anywhere, and no connection is opened unless you ask for a download, or have edits run on a workstation.</source>
        <translation>Nichts wird irgendwohin gesendet, und keine Verbindung wird geöffnet, außer du verlangst einen Download oder lässt auf einer Workstation bearbeiten.</translation>
    </message>
    <message>
        <source>Of every edit, until another is chosen here or beside the prompt.</source>
        <translation>Jeder Bearbeitung, bis hier oder neben der Beschreibung anderes gewählt wird.</translation>
    </message>
    <message>
        <source>Of menus, dialogs and messages. Prompts are understood best in English.</source>
        <translation>Von Menüs, Dialogen und Meldungen. Beschreibungen werden auf Englisch am besten verstanden.</translation>
    </message>
    <message>
        <source>On a workstation, your picture, words, boxes and masks are sent to it, and the results come back. Whoever runs it can see them. Your own things and what was learned from your choices stay here.</source>
        <translation>An eine Workstation werden Bild, Worte, Kästen und Masken gesendet, und die Ergebnisse kommen zurück. Wer sie betreibt, kann sie sehen. Deine eigenen Dinge und was aus deiner Wahl gelernt wurde, bleiben hier.</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Pictures are shown for this screen: its profile is {0}. Files are not changed.</source>
        <translation>Bilder werden für diesen Bildschirm gezeigt: sein Profil ist {0}. Dateien werden nicht verändert.</translation>
    </message>
    <message>
        <source>Pictures open</source>
        <translation>Bilder öffnen sich</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privatsphäre</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Beschreibungen</translation>
    </message>
    <message>
        <source>Ray's token of that workstation, copied to this computer. Without one nothing is sent.</source>
        <translation>Rays Token jener Workstation, auf diesen Rechner kopiert. Ohne eines wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Remember files opened lately</source>
        <translation>Zuletzt geöffnete Dateien merken</translation>
    </message>
    <message>
        <source>Remember what was asked for</source>
        <translation>Merken, was verlangt wurde</translation>
    </message>
    <message>
        <source>Save projects by themselves</source>
        <translation>Projekte selbsttätig speichern</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Show…</source>
        <translation>Zeigen …</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>Klein</translation>
    </message>
    <message>
        <source>Squares under transparency</source>
        <translation>Quadrate unter Durchsichtigem</translation>
    </message>
    <message>
        <source>Take what your picture stands out from.</source>
        <translation>Nimm das, wovon sich dein Bild abhebt.</translation>
    </message>
    <message>
        <source>The best there is</source>
        <translation>Bestes Gerät</translation>
    </message>
    <message>
        <source>The folder of the models that were installed. The model manager can move a bundle elsewhere.</source>
        <translation>Der Ordner der installierten Modelle. Die Modellverwaltung kann ein Modellpaket anderswohin verschieben.</translation>
    </message>
    <message>
        <source>The models are loaded anew once no edit runs. The line at the bottom says what is used.</source>
        <translation>Die Modelle werden neu geladen, sobald keine Bearbeitung läuft. Die Zeile unten sagt, was benutzt wird.</translation>
    </message>
    <message>
        <source>The processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Their colours</source>
        <translation>Ihre Farben</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Diesem Rechner</translation>
    </message>
    <message>
        <source>Threads of the processor</source>
        <translation>Threads des Prozessors</translation>
    </message>
    <message>
        <source>What an edit is for</source>
        <translation>Wofür eine Bearbeitung ist</translation>
    </message>
    <message>
        <source>What is chosen beside the prompt when the program starts.</source>
        <translation>Was neben der Beschreibung gewählt ist, wenn das Programm startet.</translation>
    </message>
    <message>
        <source>What is not saved yet is written aside as it happens, and offered after a crash.</source>
        <translation>Was noch nicht gespeichert ist, wird fortlaufend beiseite geschrieben und nach einem Absturz angeboten.</translation>
    </message>
    <message>
        <source>What the export dialog begins with. Whoever gets the file can read them.</source>
        <translation>Womit der Exportdialog beginnt. Wer die Datei bekommt, kann sie lesen.</translation>
    </message>
    <message>
        <source>What was learned</source>
        <translation>Was gelernt wurde</translation>
    </message>
    <message>
        <source>Where its Ray takes other computers in: HOST:PORT. The connection itself is not encrypted: use a tunnel or Ray's TLS (docs/remote-engine.md says how). Without an address nothing is sent.</source>
        <translation>Wo ihr Ray andere Rechner einlässt: HOST:PORT. Die Verbindung selbst ist nicht verschlüsselt: Nimm einen Tunnel oder Rays TLS (docs/remote-engine.md sagt, wie). Ohne Adresse wird nichts gesendet.</translation>
    </message>
    <message>
        <source>Where models lie</source>
        <translation>Wo Modelle liegen</translation>
    </message>
    <message>
        <source>Without a network</source>
        <translation>Ohne Netzwerk</translation>
    </message>
    <message>
        <source>Write prompt and seed into exports</source>
        <translation>Beschreibung und Startwert in Exporte schreiben</translation>
    </message>
</context>
<context>
    <name>SettingsActions</name>
    <message>
        <source>Colour profiles (*.icc *.icm *.ICC *.ICM)</source>
        <translation>Farbprofile (*.icc *.icm *.ICC *.ICM)</translation>
    </message>
    <message>
        <source>The colour profile of the screen</source>
        <translation>Das Farbprofil des Bildschirms</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Find a setting</source>
        <translation>Einstellung suchen</translation>
    </message>
    <message>
        <source>No setting is called that. Try another word.</source>
        <translation>Keine Einstellung heißt so. Versuche ein anderes Wort.</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Everything on this page as it was at first</source>
        <translation>Alles auf dieser Seite, wie es zuerst war</translation>
    </message>
    <message>
        <source>Reset page</source>
        <translation>Seite zurücksetzen</translation>
    </message>
</context>
<context>
    <name>SeveralTargetsLine</name>
    <message>
        <source>A semicolon between them takes things apart too: a cat; a dog</source>
        <translation>Auch ein Semikolon trennt Dinge: a cat; a dog</translation>
    </message>
    <message>
        <source>One thing: {0}.</source>
        <translation>Ein Ding: {0}.</translation>
    </message>
    <message>
        <source>Read as:</source>
        <translation>Gelesen als:</translation>
    </message>
    <message>
        <source>Take it apart</source>
        <translation>Auseinandernehmen</translation>
    </message>
    <message>
        <source>Take it as one thing</source>
        <translation>Als ein Ding nehmen</translation>
    </message>
    <message>
        <source>{0} for {1}</source>
        <translation>{0} statt {1}</translation>
    </message>
    <message>
        <source>{0} things, each in a region of its own:</source>
        <translation>{0} Dinge, jedes in einem eigenen Bereich:</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>On the canvas</source>
        <translation>Auf der Bildfläche</translation>
    </message>
</context>
<context>
    <name>SideBySideDialog</name>
    <message>
        <source>Candidates side by side</source>
        <translation>Vorschläge nebeneinander</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Drag and wheel move all of them together; Ctrl+1 to Ctrl+4 accept one.</source>
        <translation>Ziehen und Mausrad bewegen alle zusammen; Strg+1 bis Strg+4 nehmen einen an.</translation>
    </message>
</context>
<context>
    <name>SnapshotActions</name>
    <message>
        <source>Forget this snapshot</source>
        <translation>Diesen Zustand vergessen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Festhalten</translation>
    </message>
    <message>
        <source>Keep a snapshot</source>
        <translation>Einen Zustand festhalten</translation>
    </message>
    <message>
        <source>Name of this state of the picture</source>
        <translation>Name dieses Zustands des Bildes</translation>
    </message>
    <message>
        <source>Snapshot {0}</source>
        <translation>Zustand {0}</translation>
    </message>
</context>
<context>
    <name>Spotlight</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Edits run on the workstation {0}: your picture, words, boxes and masks are sent to it, and whoever runs it can see them.</source>
        <translation>Bearbeitet wird auf der Workstation {0}: Bild, Worte, Kästen und Masken werden an sie gesendet, und wer sie betreibt, kann sie sehen.</translation>
    </message>
    <message>
        <source>Loading models</source>
        <translation>Modelle werden geladen</translation>
    </message>
    <message>
        <source>Memory: the window {0}, the models {1}</source>
        <translation>Speicher: das Fenster {0}, die Modelle {1}</translation>
    </message>
    <message>
        <source>Models and what they can draw</source>
        <translation>Modelle und was sie zeichnen können</translation>
    </message>
    <message>
        <source>No models</source>
        <translation>Keine Modelle</translation>
    </message>
    <message>
        <source>Show the view straight again</source>
        <translation>Ansicht wieder gerade zeigen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>view mirrored</source>
        <translation>Ansicht gespiegelt</translation>
    </message>
    <message>
        <source>view turned {0}°</source>
        <translation>Ansicht um {0}° gedreht</translation>
    </message>
    <message>
        <source>{0} on {1}</source>
        <translation>{0} auf {1}</translation>
    </message>
    <message>
        <source>{0} px changed outside the box</source>
        <translation>{0} px außerhalb des Rahmens geändert</translation>
    </message>
    <message>
        <source>{0} x {1} px, {2} bit</source>
        <translation>{0} x {1} px, {2} Bit</translation>
    </message>
</context>
<context>
    <name>StraightenDialog</name>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Straighten</source>
        <translation>Ausrichten</translation>
    </message>
    <message>
        <source>Turns clockwise; what would lie beyond the picture is cut off.</source>
        <translation>Dreht im Uhrzeigersinn; was über das Bild hinausreichte, wird abgeschnitten.</translation>
    </message>
</context>
<context>
    <name>StudyDialog</name>
    <message>
        <source>Begin</source>
        <translation>Anfangen</translation>
    </message>
    <message>
        <source>Questions answered</source>
        <translation>Beantwortete Fragen</translation>
    </message>
    <message>
        <source>Thank you. Your votes are in {0}.</source>
        <translation>Danke. Deine Stimmen sind in {0}.</translation>
    </message>
    <message>
        <source>The left picture</source>
        <translation>Das linke Bild</translation>
    </message>
    <message>
        <source>The picture as it was</source>
        <translation>Das Bild, wie es war</translation>
    </message>
    <message>
        <source>The right picture</source>
        <translation>Das rechte Bild</translation>
    </message>
    <message>
        <source>Which fits the words better?</source>
        <translation>Was passt besser zu den Worten?</translation>
    </message>
    <message>
        <source>Which looks more real?</source>
        <translation>Was sieht echter aus?</translation>
    </message>
    <message>
        <source>Which one?</source>
        <translation>Welches?</translation>
    </message>
    <message>
        <source>You will see pairs of pictures, each made from the picture in the middle by the words above it. Two questions are asked of each pair. There is no right answer, and your votes stay in the study's folder.</source>
        <translation>Du siehst Paare von Bildern, jedes aus dem Bild in der Mitte nach den Worten darüber gemacht. Zu jedem Paar werden zwei Fragen gestellt. Es gibt keine richtige Antwort, und deine Stimmen bleiben im Ordner der Studie.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Dein Name</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} pairs</source>
        <translation>{0} Paare</translation>
    </message>
    <message>
        <source>← this one</source>
        <translation>← dieses</translation>
    </message>
    <message>
        <source>→ this one</source>
        <translation>→ dieses</translation>
    </message>
    <message>
        <source>↓ both alike</source>
        <translation>↓ beide gleich</translation>
    </message>
</context>
<context>
    <name>TermsDialog</name>
    <message>
        <source>About {0} are fetched, less what is here already.</source>
        <translation>Etwa {0} werden geholt, weniger das, was schon hier ist.</translation>
    </message>
    <message>
        <source>Accept and download</source>
        <translation>Annehmen und herunterladen</translation>
    </message>
    <message>
        <source>Accept the licence on the page above with your account, and give a token of that account. It is used for this download and not stored; leave it empty if this machine is logged in.</source>
        <translation>Nimm auf der Seite oben mit deinem Konto die Lizenz an und gib ein Token dieses Kontos. Es wird für diesen Download benutzt und nicht gespeichert; lass es leer, wenn dieser Rechner angemeldet ist.</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>Herunterladen</translation>
    </message>
    <message>
        <source>Token of your account on the hub</source>
        <translation>Token deines Kontos beim Hub</translation>
    </message>
    <message>
        <source>hf_…</source>
        <translation>hf_…</translation>
    </message>
    <message>
        <source>{0}, {1}. {2}</source>
        <translation>{0}, {1}. {2}</translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>Wie das System</translation>
    </message>
</context>
<context>
    <name>ThingsPage</name>
    <message>
        <source>No models are loaded. Choose others under Installed.</source>
        <translation>Keine Modelle sind geladen. Wähle andere unter „Installiert“.</translation>
    </message>
    <message>
        <source>Runs on {0}.</source>
        <translation>Läuft auf {0}.</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>These models draw whatever the prompt says.</source>
        <translation>Diese Modelle zeichnen, was immer die Beschreibung sagt.</translation>
    </message>
    <message>
        <source>To put anything else into photographs, fetch a bundle of large models under Get more.</source>
        <translation>Um etwas anderes in Fotos zu setzen, hole unter „Mehr holen“ ein Paket großer Modelle.</translation>
    </message>
    <message>
        <source>What the models can draw</source>
        <translation>Was die Modelle zeichnen können</translation>
    </message>
    <message>
        <source>{0}: {1} things. Double-click one to write it into the prompt.</source>
        <translation>{0}: {1} Dinge. Ein Doppelklick schreibt eines in die Beschreibung.</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>Candidates</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>No mask is painted: boxes settle where your words fit best. Drag one, or draw your own ({0}), and only that box is edited again.</source>
        <translation>Keine Maske wird gemalt: Rahmen setzen sich dort, wo deine Worte am besten passen. Ziehe einen, oder zeichne deinen eigenen ({0}), und nur dieser Rahmen wird neu bearbeitet.</translation>
    </message>
    <message>
        <source>Open a photograph, drop one on the window, or paste it. Each has a tab of its own.</source>
        <translation>Öffne ein Foto, ziehe eines auf das Fenster oder füge es ein. Jedes hat einen eigenen Reiter.</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>The edits come here, best first. Look through them with {0} and {1}, hold C to see the picture as it was, and accept one with {2}.</source>
        <translation>Hierher kommen die Bearbeitungen, die besten zuerst. Gehe sie mit {0} und {1} durch, halte C, um das Bild zu sehen, wie es war, und nimm eine mit {2} an.</translation>
    </message>
    <message>
        <source>The region is learned</source>
        <translation>Der Bereich wird gelernt</translation>
    </message>
    <message>
        <source>Type what should be there, and what it takes the place of, if you like: the words say whether something is replaced, added, removed, changed or moved.</source>
        <translation>Schreibe, was da sein soll, und, wenn du magst, was es ersetzt: die Worte sagen, ob etwas ersetzt, hinzugefügt, entfernt, geändert oder verschoben wird.</translation>
    </message>
    <message>
        <source>What you accept becomes a layer with its own mask: move, scale, fade or edit it again. Outside of it no pixel changes.</source>
        <translation>Was du annimmst, wird eine Ebene mit eigener Maske: verschiebe, skaliere, blende sie ab oder bearbeite sie noch einmal. Außerhalb ändert sich kein Pixel.</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Worte</translation>
    </message>
    <message>
        <source>{0} exports the picture, {1} saves all of it as a project. {2} finds every command.</source>
        <translation>{0} exportiert das Bild, {1} speichert alles als Projekt. {2} findet jeden Befehl.</translation>
    </message>
</context>
<context>
    <name>UiState</name>
    <message>
        <source>An edit is running; stop it to start another</source>
        <translation>Eine Bearbeitung läuft; halte sie an, um eine andere zu beginnen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit box</source>
        <translation>Rahmen bearbeiten</translation>
    </message>
    <message>
        <source>Edit inside this box only, without looking for a region</source>
        <translation>Nur innerhalb dieses Rahmens bearbeiten, ohne einen Bereich zu suchen</translation>
    </message>
    <message>
        <source>Edit mask</source>
        <translation>Maske bearbeiten</translation>
    </message>
    <message>
        <source>Find the region and edit it</source>
        <translation>Den Bereich finden und bearbeiten</translation>
    </message>
    <message>
        <source>Open a picture first</source>
        <translation>Öffne zuerst ein Bild</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo {0}</source>
        <translation>Wiederholen: {0}</translation>
    </message>
    <message>
        <source>Say what should be there first</source>
        <translation>Sage zuerst, was da sein soll</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird angehalten</translation>
    </message>
    <message>
        <source>The models are still loading; the edit starts as soon as they are ready</source>
        <translation>Die Modelle werden noch geladen; die Bearbeitung beginnt, sobald sie bereit sind</translation>
    </message>
    <message>
        <source>The picture is being opened</source>
        <translation>Das Bild wird geöffnet</translation>
    </message>
    <message>
        <source>These models cannot draw this; below the prompt is what they know</source>
        <translation>Diese Modelle können das nicht zeichnen; unter der Beschreibung steht, was sie kennen</translation>
    </message>
    <message>
        <source>These models know no word for this thing: click on it, or draw a box around it</source>
        <translation>Diese Modelle kennen kein Wort für dieses Ding: klicke darauf oder zeichne einen Rahmen darum</translation>
    </message>
    <message>
        <source>This picture is too small: editing needs at least {0} pixels on each side</source>
        <translation>Dieses Bild ist zu klein: eine Bearbeitung braucht mindestens {0} Pixel auf jeder Seite</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo {0}</source>
        <translation>Rückgängig: {0}</translation>
    </message>
    <message>
        <source>{0} characters are too many: the models read {1} at the most. Say it in a sentence</source>
        <translation>{0} Zeichen sind zu viele: die Modelle lesen höchstens {1}. Sage es in einem Satz</translation>
    </message>
    <message>
        <source>{0}; about {1}, as the last time</source>
        <translation>{0}; etwa {1}, wie beim letzten Mal</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>A tour of one minute</source>
        <translation>Ein Rundgang von einer Minute</translation>
    </message>
    <message>
        <source>Drop a photograph here, type what you want to see, and lredit finds the place for it.</source>
        <translation>Ziehe ein Foto hierher, schreibe, was du sehen möchtest, und lredit findet die Stelle dafür.</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>Bild öffnen</translation>
    </message>
    <message>
        <source>Or try a sample</source>
        <translation>Oder versuche ein Beispiel</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Say what should be there</source>
        <translation>Sage, was da sein soll</translation>
    </message>
    <message>
        <source>What you can ask: click one and see</source>
        <translation>Was du verlangen kannst: klicke eines an und sieh</translation>
    </message>
</context>
<context>
    <name>WindowLayout</name>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>Vorher und nachher</translation>
    </message>
    <message>
        <source>Canvas tools</source>
        <translation>Werkzeuge der Bildfläche</translation>
    </message>
    <message>
        <source>Copy to another picture</source>
        <translation>In ein anderes Bild kopieren</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>How much of the picture shows as it was; hold C to see all of it</source>
        <translation>Wie viel vom Bild zeigt, wie es war; halte C, um alles zu sehen</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Ebenen</translation>
    </message>
    <message>
        <source>Main tools</source>
        <translation>Hauptwerkzeuge</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Navigator</source>
        <translation>Navigator</translation>
    </message>
    <message>
        <source>Open recent</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>Bedienfelder</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Beschreibungen</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Design</translation>
    </message>
    <message>
        <source>Turn the view</source>
        <translation>Ansicht drehen</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
</context>
<context>
    <name>ZoomField</name>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Zoom in per cent</source>
        <translation>Zoom in Prozent</translation>
    </message>
    <message>
        <source>Zoom: type a per cent, or choose one</source>
        <translation>Zoom: gib Prozent ein oder wähle</translation>
    </message>
</context>
<context>
    <name>_RowDelegate</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>_SizeFields</name>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>Keep proportions</source>
        <translation>Seitenverhältnis beibehalten</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
</context>
</TS>
