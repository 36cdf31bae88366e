{{%AUTOESCAPE context="HTML"}}
<input type="hidden" name="kept_at" value="{{ADDRESS}}"><input type="hidden" name="kept_by" value="{{MARK}}">
<details class="mt" open><summary>您刚才填写的内容（{{N}} 项）</summary>{{>ECHO}}</details>
