{{%AUTOESCAPE context="HTML"}}
{{#HIDDEN}}<input type="hidden" name="kept.{{FIELD_NAME}}" value="{{VALUE:pre_escape}}">{{/HIDDEN}}
{{#FIELD}}<div class="field"><label>{{NAME}}<textarea readonly class="short"{{#CARRIED}} name="kept.{{FIELD_NAME}}"{{/CARRIED}}>{{VALUE:pre_escape}}</textarea></label></div>{{/FIELD}}
