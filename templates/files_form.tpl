{{%AUTOESCAPE context="HTML"}}
{{#FILES_BAD}}<p class="err" id="files-e"><span class="vh">错误：</span>{{WHY}}</p>{{/FILES_BAD}}
<p class="hint" id="file-h">PDF、Word、Excel 或图片，每个不超过 {{FILE_SIZE}}，最多 {{FILE_COUNT}} 个。上传后立即保存，不影响已填写的文字。</p>
{{>FILE_LIST}}<p class="ml2"><label class="vh" for="file">选择文件</label><input type="file" id="file" name="file" multiple accept=".pdf,.doc,.docx,.xls,.xlsx,.jpg,.jpeg,.png" aria-describedby="file-h{{#FILES_BAD}} files-e{{/FILES_BAD}}" data-up="{{FILES_PATH}}" data-most="{{FILE_BYTES}}"> <button class="btn s" name="action" value="upload" formenctype="multipart/form-data">上传所选文件</button></p><ul class="ul sm" id="file-say" aria-live="polite"></ul><p class="gap"></p>
