{{%AUTOESCAPE context="HTML"}}
{{#ERRORS}}<div class="errs" id="errs" role="alert" tabindex="-1"><h2>还不能提交申请，请先修改</h2><ul>{{#ERROR}}<li><a href="#{{ERROR_FIELD}}">{{ERROR_TEXT}}</a></li>{{/ERROR}}</ul></div>{{/ERRORS}}
{{#TWIN}}<div class="note y" id="errs" role="alert" tabindex="-1"><h2>申请没有提交</h2><p>本单位就同一事项已有一件待审批的申请，或者任务刚刚有变化。填写的内容列在下面，可以复制。<a href="/applications">查看本单位的申请</a></p></div>{{/TWIN}}
<div class="ph"><div><p class="sm mut">{{#SECTION}}{{SECTION_LABEL}}{{SECTION_TITLE}}<i class="sep"></i>{{/SECTION}}第 {{NO}} 项<i class="sep"></i>{{TASK}}</p><h1>申请{{ASKS}}</h1><p class="sub">{{UNIT_NAME}}{{#ON_BEHALF}}（代填）{{/ON_BEHALF}}<i class="sep"></i>{{HINT}}</p></div><div class="acts"><a class="btn" href="{{TASK_ADDRESS}}">返回任务页</a></div></div>
<nav class="tabs np" aria-label="申请事项">{{#TAB}}<a href="{{TAB_PATH}}"{{#HERE}} aria-current="page"{{/HERE}}>{{TAB_WORD}}</a>{{/TAB}}</nav>
<form class="card" method="post" action="{{PATH}}" id="form" novalidate><div class="bd mt">
<input type="hidden" name="csrf" value="{{CSRF}}"><input type="hidden" name="rid" value="{{RID}}"><input type="hidden" name="unit" value="{{UNIT_ID}}">
{{#CHECKS}}<fieldset class="field" id="checks" tabindex="-1"><legend class="lab">销号核对表</legend><ul class="ul">{{#CHECK}}<li>{{#MET}}<span class="st ok">符合</span>{{/MET}}{{#UNMET}}<span class="st late">未达到</span>{{/UNMET}} {{CHECK_WORDS}}{{>EXPLAIN}}</li>{{/CHECK}}</ul></fieldset>{{/CHECKS}}
{{>FIELD}}{{>REASON}}{{>EVIDENCE}}
<fieldset class="field"><legend class="lab">佐证材料</legend>{{#NO_FILES}}<p class="hint">本单位在本任务的报送中还没有上传佐证材料，请在佐证说明中写明。</p>{{/NO_FILES}}{{#FILES}}<ul class="tick">{{#FILE}}<li><label><input type="checkbox" name="file.{{FILE_ID}}" value="1"{{#PICKED}} checked{{/PICKED}}> {{FILE_NAME}} <span class="sm mut">{{FILE_PERIOD}}<i class="sep"></i>{{FILE_SIZE}}</span></label></li>{{/FILE}}</ul>{{/FILES}}</fieldset>
<div class="row np"><button class="btn p" type="submit">提交申请</button><a class="btn" href="{{TASK_ADDRESS}}">取消</a></div></div></form>
