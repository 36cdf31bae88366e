{{%AUTOESCAPE context="HTML"}}
{{#HIDDEN}}<input type="hidden" name="kept.{{FIELD_NAME}}" value="{{VALUE:pre_escape}}">{{/HIDDEN}}
{{#FIELD}}<div class="field"><p class="lab">{{NAME}}</p>{{#WORD}}<p>{{VALUE}}</p>{{#CARRIED}}<input type="hidden" name="kept.{{FIELD_NAME}}" value="{{CODE}}">{{/CARRIED}}{{/WORD}}{{#TEXT}}<textarea readonly class="short" aria-label="{{NAME}}"{{#CARRIED}} name="kept.{{FIELD_NAME}}"{{/CARRIED}}>{{VALUE:pre_escape}}</textarea>{{/TEXT}}</div>{{/FIELD}}
